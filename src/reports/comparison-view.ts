import type { Comparison } from "../contracts/comparison.ts";

/** One comparison as it is shown. */
export interface ComparisonView {
  readonly comparison: Comparison;
  /** A unified diff of what differs between two prompt versions; null where the sides share theirs. */
  readonly promptDiff: string | null;
}
