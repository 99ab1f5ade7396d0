/** From `low` to `high`, both included, in the unit of what was measured. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** An effect with its two-sided interval. */
export interface Estimate extends Interval {
  readonly mean: number;
  /** Null where the method has none. */
  readonly standardError: number | null;
  readonly degreesOfFreedom: number | null;
}
