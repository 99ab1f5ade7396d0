import type { TrialRow } from "../contracts/review.ts";
import { keyOfTrial } from "../contracts/trial.ts";
import { createRandom, shuffled } from "../statistics/random.ts";
import { isGradedRow } from "./trial-row.ts";

/**
 * The graded trials of a run in an order of chance, for a reviewer who is not to know what comes next. The same seed gives the
 * same order, whatever the order of `rows`; it depends on the trials, so it holds once a run is finished.
 */
export function blindOrder(rows: readonly TrialRow[], seed: number): TrialRow[] {
  const named = rows
    .filter(isGradedRow)
    .map((row) => ({ row, name: JSON.stringify(keyOfTrial(row)) }))
    .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
  return shuffled(named, createRandom(seed)).map(({ row }) => row);
}
