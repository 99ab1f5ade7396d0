import type { SummaryRow } from "../contracts/run.ts";
import type { TrialKey } from "../contracts/trial.ts";
import type { VerdictMigration } from "../contracts/verdict-migration.ts";
import type { NotableTrials } from "./notable-trials.ts";

/**
 * Stored replies graded again, as the results are shown. Says nothing of when or where: the same replies,
 * scenarios and scorers give the same view.
 */
export interface ScoreView {
  /** A stored run, or replies outside any. */
  readonly source:
    | { readonly kind: "run"; readonly suiteId: string }
    | { readonly kind: "recordings"; readonly replies: number };
  readonly scorerVersions: Readonly<Record<string, number>>;
  readonly weightsVersion: number;
  /** What the run was graded with; null outside a run. */
  readonly stored: {
    readonly scorerVersions: Readonly<Record<string, number>>;
    readonly weightsVersion: number;
  } | null;
  /** Trials of the run, or replies. */
  readonly planned: number;
  readonly rows: readonly SummaryRow[];
  readonly notable: NotableTrials;
  /** What was not graded now, by reason; failures of the run itself are in `notable`. */
  readonly notGraded: readonly NotGraded[];
  /** Scenarios that were edited since the run. */
  readonly changedScenarios: readonly string[];
  /** Replies to another incident text than their scenario has now. */
  readonly outdatedReplies: number;
  /** Null outside a run: there is nothing to compare with. */
  readonly migration: VerdictMigration | null;
}

export interface NotGraded {
  readonly reason: "no-recording" | "no-scenario" | "no-scenario-named" | "not-stored";
  /** The scenario that is not there; null for the other reasons. */
  readonly scenarioId: string | null;
  readonly count: number;
  /** Null where no single trial can be named. */
  readonly first: TrialKey | null;
}
