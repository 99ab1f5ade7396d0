import type { Language } from "../contracts/language.ts";
import type { Usage } from "../contracts/model-client.ts";
import type { SimilarLookup } from "../contracts/past-incident.ts";
import type { Provenance } from "../contracts/recording.ts";
import type { GateFailure, Score } from "../contracts/score.ts";
import type { TriageReport } from "../contracts/triage-report.ts";

/** One triaged incident as a person reads it: all that the four triage renderers are given. */
export interface TriageView {
  readonly title: string;
  /** Shown before the title; null for an incident that is nobody's trial. */
  readonly chips: TriageChips | null;
  readonly service: string | null;
  /** ISO instant; null where unknown. */
  readonly createdAt: string | null;
  /** The raw incident text, as the model was shown it. */
  readonly context: string;
  readonly report: TriageReport;
  readonly meta: TriageMeta;
  /** Past incidents like this one. Null: nobody looked. */
  readonly similar: SimilarLookup | null;
  /** Null where there is nothing to grade against. */
  readonly score: TriageScore | null;
}

interface TriageChips {
  readonly promptId: string;
  readonly language: Language;
  readonly provenance: Provenance;
}

/** Where the report came from and what it cost. Null: not measured. */
export interface TriageMeta {
  readonly modelId: string;
  readonly promptId: string;
  /** The language the report was asked for in, which its headings follow. */
  readonly language: Language;
  readonly latencyMs: number | null;
  readonly usage: Usage | null;
  readonly costUsd: number | null;
  readonly provenance: Provenance;
  /** What a reader must know about where the reply comes from. */
  readonly note: string | null;
}

export interface TriageScore {
  /** 0 to 100; null when nothing could be scored. */
  readonly headline: number | null;
  readonly passed: boolean;
  readonly scores: readonly Score[];
  readonly gateFailures: readonly GateFailure[];
}
