import { tQuantile } from "./distributions.ts";
import type { Estimate } from "./interval.ts";
import { sum } from "./mean.ts";
import { variance } from "./variance.ts";

/** Squared score points below which nothing varies; smaller ones would underflow when squared. */
const NO_NOISE = 1e-30;

/** The repeats of one cell (scenario × language × model) on both sides. Their lengths may differ. */
export interface CellRepeats {
  readonly baseline: readonly number[];
  readonly candidate: readonly number[];
}

/**
 * What the run says about these very scenarios, the only chance being the model's sampling: the mean over cells of
 * candidate minus baseline, with a t interval on Welch and Satterthwaite's degrees.
 *
 * The two sides of a cell are paired by the cell, never by repeat index: repeats have no order.
 *
 * @returns null where any side of any cell has fewer than two repeats: the noise of a reply is then unknown.
 * @see Miller, Adding Error Bars to Evals (arXiv:2411.00640), variance within questions.
 */
export function suiteEffect(cells: readonly CellRepeats[], { level = 0.95 } = {}): Estimate | null {
  if (cells.length === 0) return null;
  const sides = cells.flatMap(({ baseline, candidate }) => [baseline, candidate]);
  const noises: { variance: number; degrees: number }[] = [];
  for (const side of sides) {
    const within = variance(side);
    if (within === null) return null;
    noises.push({ variance: within / side.length, degrees: side.length - 1 });
  }
  const mean =
    sum(cells.map(({ baseline, candidate }) => average(candidate) - average(baseline))) / cells.length;
  const total = sum(noises.map((noise) => noise.variance));
  const standardError = Math.sqrt(total) / cells.length;
  const degreesOfFreedom =
    total < NO_NOISE
      ? sum(noises.map(({ degrees }) => degrees))
      : total ** 2 / sum(noises.map((noise) => noise.variance ** 2 / noise.degrees));
  const reach = tQuantile((1 + level) / 2, degreesOfFreedom) * standardError;
  return { mean, low: mean - reach, high: mean + reach, standardError, degreesOfFreedom };
}

function average(sample: readonly number[]): number {
  return sum(sample) / sample.length;
}
