import type { HistoryEntry } from "../contracts/history.ts";

/** Runs over time as they are shown. */
export interface HistoryView {
  /** Oldest first. */
  readonly entries: readonly HistoryEntry[];
  /** Runs that are not among them, and why. */
  readonly passedOver: readonly { readonly runId: string; readonly reason: string }[];
}
