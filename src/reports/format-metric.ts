import type { Effect, MetricComparison, MetricUnit } from "../contracts/comparison.ts";
import {
  formatHeadline,
  formatLatency,
  formatMoney,
  formatPercent,
  formatScore,
  formatTokens,
  UNKNOWN,
} from "./format-figures.ts";

/** One side's figure, as the results tables show it. */
export function formatLevel(metric: string, value: number | null): string {
  if (metric === "headline") return formatHeadline(value);
  if (metric === "latency") return formatLatency(value);
  if (metric === "cost") return formatMoney(value);
  if (metric.endsWith("-tokens")) return formatTokens(value === null ? null : Math.round(value));
  return metric.startsWith("score:") ? formatScore(value) : formatPercent(value);
}

/** "+2.3 [-0.4, +5.0]" in points of a hundred, "×1.21 [1.10, 1.33]" for ratios. */
export function formatEffect(unit: MetricUnit, effect: Effect | null): string {
  if (effect === null) return UNKNOWN;
  const { mean, low, high } = effect;
  return `${formatDifference(unit, mean)} [${formatBound(unit, low)}, ${formatBound(unit, high)}]`;
}

export function formatDifference(unit: MetricUnit, value: number): string {
  return unit === "ratio" ? `×${value.toFixed(2)}` : formatBound(unit, value);
}

function formatBound(unit: MetricUnit, value: number): string {
  if (unit === "ratio") return value.toFixed(2);
  const points = unit === "share" ? 100 * value : value;
  const size = Math.abs(points).toFixed(1);
  return size === "0.0" ? "0.0" : `${points > 0 ? "+" : "-"}${size}`;
}

/** A tolerance or a detectable loss, without a sign: "5.0 pt", "×1.10". */
export function formatSize(unit: MetricUnit, value: number | null): string {
  if (value === null) return UNKNOWN;
  return unit === "ratio"
    ? `×${value.toFixed(2)}`
    : `${(unit === "share" ? 100 * value : value).toFixed(1)} pt`;
}

/** A verdict's reason, and for an open one what would decide it. */
export function formatReason({
  unit,
  reason,
  detectable,
  scenariosToDecide,
  repeatsToDecide,
  verdict,
}: MetricComparison): string {
  if (verdict !== "inconclusive") return reason;
  const needed = [
    ...(scenariosToDecide === null ? [] : [`${scenariosToDecide} scenarios`]),
    ...(repeatsToDecide === null ? [] : [`${repeatsToDecide} repeats`]),
  ];
  return [
    reason,
    ...(detectable === null ? [] : [`could have seen ${formatSize(unit, detectable)}`]),
    ...(needed.length === 0 ? [] : [`${needed.join(" or ")} would decide`]),
  ].join("; ");
}
