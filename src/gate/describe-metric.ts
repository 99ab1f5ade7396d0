import type { MetricComparison, MetricUnit } from "../contracts/comparison.ts";

/** "0.902 → 0.861, difference -0.041 [-0.070, -0.012], tolerance 0.050: why the verdict is what it is". */
export function describeMetric(metric: MetricComparison): string {
  const { baseline, candidate, effect, tolerance, unit, reason, scenariosToDecide, repeatsToDecide } = metric;
  if (baseline === null || candidate === null) return reason;
  const levels = `${plain(baseline)} → ${plain(candidate)}`;
  const difference =
    effect === null
      ? ""
      : `, ${unit === "ratio" ? "ratio" : "difference"} ${inUnit(unit, effect.mean)} [${inUnit(unit, effect.low)}, ${inUnit(unit, effect.high)}]`;
  const needed = [
    ...(scenariosToDecide === null ? [] : [`${scenariosToDecide} scenarios`]),
    ...(repeatsToDecide === null ? [] : [`${repeatsToDecide} repeats`]),
  ];
  const wouldDecide = needed.length === 0 ? "" : `; ${needed.join(" or ")} would decide`;
  return `${levels}${difference}, tolerance ${tolerance}: ${reason}${wouldDecide}`;
}

function plain(value: number): string {
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toPrecision(3);
}

function inUnit(unit: MetricUnit, value: number): string {
  if (unit === "ratio") return value.toFixed(3);
  const digits = unit === "points" ? 1 : 3;
  return `${value < 0 ? "-" : "+"}${Math.abs(value).toFixed(digits)}`;
}
