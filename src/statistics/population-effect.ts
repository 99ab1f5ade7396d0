import { tQuantile } from "./distributions.ts";
import type { Estimate } from "./interval.ts";
import { sum } from "./mean.ts";
import { variance } from "./variance.ts";

/** Below this many scenarios nothing is said about scenarios in general. */
export const FEWEST_FOR_POPULATION = 8;

/**
 * What the differences say about scenarios in general: their mean, with Student's t interval on S − 1 degrees.
 *
 * One value per scenario, averaged over its repeats and languages beforehand, because those are not
 * independent: duplicating a repeat changes nothing here. Simulated coverage of a nominal 95 %: 95.3 % on pass or
 * fail at 8 scenarios, 94.4 % on scores at 20; with rare catastrophes only 79 % at 10 and 90 % at 20.
 *
 * @param differences one per scenario
 * @returns null below two scenarios.
 * @see Miller, Adding Error Bars to Evals (arXiv:2411.00640), clustered standard errors.
 */
export function populationEffect(differences: readonly number[], { level = 0.95 } = {}): Estimate | null {
  const spread = variance(differences);
  if (spread === null) return null;
  const mean = sum(differences) / differences.length;
  const standardError = Math.sqrt(spread / differences.length);
  const degreesOfFreedom = differences.length - 1;
  const reach = tQuantile((1 + level) / 2, degreesOfFreedom) * standardError;
  return { mean, low: mean - reach, high: mean + reach, standardError, degreesOfFreedom };
}
