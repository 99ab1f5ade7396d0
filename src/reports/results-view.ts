import type { RowChange, RunManifest, SummaryRow } from "../contracts/run.ts";
import type { NotableTrials } from "./notable-trials.ts";

/** One run as its results are shown: all that the results renderers are given. */
export interface ResultsView {
  readonly manifest: RunManifest;
  readonly rows: readonly ResultsRow[];
  readonly notable: NotableTrials;
  /** The run that `change` in the rows is measured against; null when there is none. */
  readonly comparedWith: string | null;
  /** How far the run's judge agrees with people, a line per question; null where the run has none. */
  readonly judgeNotes: readonly string[] | null;
}

export interface ResultsRow extends SummaryRow {
  /** Against the same row of the run compared with; null when it has no such row or may not be compared. */
  readonly change: RowChange | null;
}
