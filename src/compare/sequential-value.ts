import type { GradedTrial } from "../contracts/trial.ts";
import { figuresOf, type Metric } from "./metrics.ts";

/** The most that a value of the unit can be. */
const RANGE = { points: 100, share: 1 } as const;

/** A metric with a bounded range: what betting needs. Ratios have none. */
export type BoundedMetric = Metric & { readonly unit: keyof typeof RANGE };

export function isBounded(metric: Metric): metric is BoundedMetric {
  return metric.unit in RANGE;
}

/** A size in the metric's unit as a share of its range, and back with `inUnit`. */
export function asShare({ unit }: BoundedMetric, size: number): number {
  return size / RANGE[unit];
}

export function inUnit({ unit }: BoundedMetric, share: number): number {
  return share * RANGE[unit];
}

/**
 * One trial's figure as a share of its range, turned so that higher is better: two of them differ by −1 to 1.
 *
 * @returns null where the trial has no value of that metric.
 */
export function sequentialValue(metric: BoundedMetric, trial: GradedTrial): number | null {
  const value = figuresOf(trial).values?.[metric.id] ?? null;
  if (value === null) return null;
  const share = asShare(metric, value);
  return metric.higherIsBetter ? share : -share;
}
