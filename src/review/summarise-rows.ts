import type { TrialRow } from "../contracts/review.ts";
import type { SummaryRow } from "../contracts/run.ts";
import type { Interval } from "../statistics/interval.ts";
import { mean, sum } from "../statistics/mean.ts";
import { FEWEST_FOR_POPULATION, populationEffect } from "../statistics/population-effect.ts";
import { quantile } from "../statistics/quantile.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { isGradedRow } from "./trial-row.ts";

/** All trials of one prompt × model × language that are shown. What a `SummaryRow` has too means the same there. */
export interface RowSummary
  extends Pick<
    SummaryRow,
    | "promptId"
    | "modelId"
    | "language"
    | "planned"
    | "graded"
    | "missing"
    | "passRate"
    | "headline"
    | "gateFailures"
    | "latencyP50Ms"
    | "latencyP95Ms"
    | "costUsd"
    | "provenance"
  > {
  readonly passed: number;
  /**
   * 95 % interval of `passRate` (Wilson), 0 to 1; null when nothing was graded. It takes trials as independent. Repeats of one
   * scenario are not, so with repeats it is narrower than it should be: it tells chance of few trials, not of other scenarios.
   */
  readonly passInterval: Interval | null;
  /**
   * 95 % interval of the headline over scenarios in general, 0 to 100: Student's t over one mean per scenario. Null below
   * `FEWEST_FOR_POPULATION` scenarios. Scenarios weigh the same here and by their trials in `headline`, so where some
   * trials are missing the two have slightly different centres.
   */
  readonly headlineInterval: Interval | null;
  /** Mean over the trials whose cost is known; null where none is. */
  readonly costPerTrialUsd: number | null;
}

/** Figures for the table over a list of trials, one row per prompt × model × language in order of appearance. */
export function summariseRows(rows: readonly TrialRow[]): RowSummary[] {
  const groups = Map.groupBy(rows, ({ promptId, modelId, language }) =>
    JSON.stringify([promptId, modelId, language]),
  );
  return [...groups.values()].flatMap(summarise);
}

function summarise(rows: readonly TrialRow[]): RowSummary[] {
  const [first] = rows;
  if (first === undefined) return [];
  const { promptId, modelId, language } = first;
  const graded = rows.filter(isGradedRow);
  const passed = graded.filter((row) => row.passed).length;
  const costs = known(graded, "costUsd");
  const latencies = known(graded, "latencyMs");
  return [
    {
      promptId,
      modelId,
      language,
      planned: rows.length,
      graded: graded.length,
      missing: rows.length - graded.length,
      passed,
      passRate: graded.length === 0 ? null : passed / rows.length,
      passInterval: graded.length === 0 ? null : wilsonInterval(passed, rows.length),
      headline: mean(known(graded, "headline")),
      headlineInterval: headlineInterval(graded),
      gateFailures: sum(graded.map(({ gates }) => gates.length)),
      latencyP50Ms: quantile(latencies, 0.5),
      latencyP95Ms: quantile(latencies, 0.95),
      costUsd: costs.length === 0 ? null : sum(costs),
      costPerTrialUsd: mean(costs),
      provenance: countProvenance(graded),
    },
  ];
}

function headlineInterval(graded: readonly TrialRow[]): Interval | null {
  const scenarioMeans = [...Map.groupBy(graded, ({ scenarioId }) => scenarioId).values()]
    .map((rows) => mean(known(rows, "headline")))
    .filter((headline) => headline !== null);
  if (scenarioMeans.length < FEWEST_FOR_POPULATION) return null;
  const estimate = populationEffect(scenarioMeans);
  if (estimate === null) return null;
  return { low: Math.max(0, estimate.low), high: Math.min(100, estimate.high) };
}

function countProvenance(graded: readonly TrialRow[]): RowSummary["provenance"] {
  const counts: SummaryRow["provenance"] = {};
  for (const { provenance } of graded) {
    if (provenance !== null) counts[provenance] = (counts[provenance] ?? 0) + 1;
  }
  return counts;
}

function known(rows: readonly TrialRow[], figure: "headline" | "latencyMs" | "costUsd"): number[] {
  return rows.map((row) => row[figure]).filter((value) => value !== null);
}
