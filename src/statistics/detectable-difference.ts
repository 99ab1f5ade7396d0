import { tQuantile } from "./distributions.ts";

const POWER = 0.8;
const LEVEL = 0.95;
const MOST_SCENARIOS = 10_000;

/**
 * The smallest true difference that a run with this standard error would have told from zero four times in five,
 * two-sided at 5 %.
 *
 * @returns in the unit of `standardError`.
 * @see Bloom, Minimum Detectable Effects (1995).
 */
export function smallestDetectable(estimate: {
  readonly standardError: number;
  readonly degreesOfFreedom: number;
}): number {
  return multiplier(estimate.degreesOfFreedom) * estimate.standardError;
}

/**
 * How many scenarios would tell a difference of `target` from zero, if further ones vary as these do.
 *
 * @param sd standard deviation of the differences between scenarios
 * @returns null where even 10,000 would not.
 */
export function scenariosToDetect({ target, sd }: { target: number; sd: number }): number | null {
  if (target <= 0) return null;
  if (sd === 0) return 2;
  // The multiplier falls with the count, so the first count that is enough is found by halving.
  const isEnough = (count: number) => multiplier(count - 1) * (sd / Math.sqrt(count)) <= target;
  if (!isEnough(MOST_SCENARIOS)) return null;
  let tooFew = 1;
  let enough = MOST_SCENARIOS;
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

function multiplier(degrees: number): number {
  return tQuantile((1 + LEVEL) / 2, degrees) + tQuantile(POWER, degrees);
}
