import type { MetricComparison } from "../contracts/comparison.ts";

/** The axis reaches this many tolerances to either side. */
const TOLERANCES = 3;

/**
 * An effect on an axis that reaches three tolerances to either side: −1 is the left end, 0 no change, 1 the right end. Gains lie
 * to the right whatever the metric; ratios are placed by their logarithm.
 */
export interface PlacedInterval {
  /** Beyond −1 or 1 where the effect leaves the axis. `low` is never right of `high`. */
  readonly low: number;
  readonly mean: number;
  readonly high: number;
  /** The tolerated loss, left of 0; null where none is tolerated, and the axis is three times as long as the interval needs. */
  readonly margin: number | null;
  /** Whether an end of the interval lies beyond the axis. */
  readonly isCutLow: boolean;
  readonly isCutHigh: boolean;
}

/** Null where there is no effect. */
export function placeInterval({
  effect,
  unit,
  higherIsBetter,
  tolerance,
}: Pick<MetricComparison, "effect" | "unit" | "higherIsBetter" | "tolerance">): PlacedInterval | null {
  if (effect === null) return null;
  const additive = (value: number) => (unit === "ratio" ? Math.log(value) : value);
  const direction = higherIsBetter ? 1 : -1;
  const margin = additive(tolerance);
  const ends = [additive(effect.low) * direction, additive(effect.high) * direction];
  const reach = TOLERANCES * (margin > 0 ? margin : Math.max(...ends.map(Math.abs), Number.MIN_VALUE));
  const [low, high] = [Math.min(...ends) / reach, Math.max(...ends) / reach];
  return {
    low,
    mean: (additive(effect.mean) * direction) / reach,
    high,
    margin: margin > 0 ? -margin / reach : null,
    isCutLow: low < -1,
    isCutHigh: high > 1,
  };
}
