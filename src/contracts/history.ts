import type { Language } from "./language.ts";
import type { SummaryRow } from "./run.ts";

/** What a run's summary says of one prompt × model × language, as far as a history shows it. */
export type SummaryFigures = Pick<
  SummaryRow,
  | "promptId"
  | "modelId"
  | "language"
  | "planned"
  | "graded"
  | "passRate"
  | "headline"
  | "gateFailures"
  | "latencyP50Ms"
  | "costUsd"
  | "provenance"
>;

/** A finished run, as a history takes it in. */
export interface PastSummary {
  readonly runId: string;
  readonly startedAt: string;
  readonly suiteId: string;
  /** Equal for runs whose figures mean the same. */
  readonly grading: string;
  readonly rows: readonly SummaryFigures[];
}

/** A figure that got worse by more than the metric's own tolerance. Described, not tested: one run's noise is in it. */
export interface Regression {
  readonly metric: "headline" | "pass" | "gate-failures" | "latency" | "cost";
  readonly before: number;
  readonly after: number;
}

/** One prompt × model × language in one run. */
export interface HistoryEntry extends SummaryFigures {
  readonly runId: string;
  readonly startedAt: string;
  readonly suiteId: string;
  readonly grading: string;
  /** The last earlier run whose figures mean the same and which has this row; null where there is none. */
  readonly comparedWith: string | null;
  /** Against that run; empty where there is none. */
  readonly regressions: readonly Regression[];
}

/** What a history may be cut down to. */
export interface HistoryFilters {
  readonly suite?: string;
  readonly prompts?: readonly string[];
  readonly models?: readonly string[];
  readonly languages?: readonly Language[];
}
