import type { Comparison } from "../contracts/comparison.ts";

/** The comparison itself, as its contract says. */
export function renderComparisonJson(comparison: Comparison): string {
  return `${JSON.stringify(comparison, null, 2)}\n`;
}
