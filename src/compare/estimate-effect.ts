import type { Effect } from "../contracts/comparison.ts";
import type { Estimate, Interval } from "../statistics/interval.ts";
import { mean } from "../statistics/mean.ts";
import { FEWEST_FOR_POPULATION, populationEffect } from "../statistics/population-effect.ts";
import { quantile } from "../statistics/quantile.ts";
import { type CellRepeats, suiteEffect } from "../statistics/suite-effect.ts";
import { variance } from "../statistics/variance.ts";
import type { Metric } from "./metrics.ts";
import type { PairedCell } from "./pair-cells.ts";

/** What the paired cells say about one metric, before anybody judges it. Additive: ratios are in natural logarithms. */
export interface MetricEffect {
  readonly baseline: number | null;
  readonly candidate: number | null;
  readonly p95: { readonly baseline: number; readonly candidate: number } | null;
  /** Null where nothing pairs or nothing can be said: fewer than two repeats and than eight scenarios. */
  readonly estimate: Estimate | null;
  readonly basis: Effect["basis"];
  /** On scenarios in general; null below eight. */
  readonly population: Interval | null;
  /** Standard deviation of the differences between scenarios; null below two. */
  readonly scenarioSd: number | null;
  readonly scenarios: number;
  readonly cells: number;
  /** The fewest repeats that any side of any cell has; 0 where nothing pairs. */
  readonly repeats: number;
}

interface MeasuredCell extends CellRepeats {
  readonly scenarioId: string;
}

/**
 * The effect of the candidate on one metric.
 *
 * Repeats are averaged inside their cell, cells inside their scenario; the scenario is the unit. With two or more
 * repeats everywhere the interval is on this suite, else on scenarios in general and only from eight on. Where
 * both sides graded the same replies the difference is exact.
 */
export function estimateEffect(metric: Metric, paired: readonly PairedCell[]): MetricEffect {
  const cells = paired.flatMap((cell) => measure(metric, cell));
  const differences = scenarioDifferences(cells);
  const values = (side: "baseline" | "candidate") => cells.flatMap((cell) => cell[side]);
  const suite = suiteEffect(cells);
  const inGeneral = differences.length >= FEWEST_FOR_POPULATION ? populationEffect(differences) : null;
  const common = {
    baseline: centre(
      metric,
      cells.map(({ baseline }) => mean(baseline) ?? 0),
    ),
    candidate: centre(
      metric,
      cells.map(({ candidate }) => mean(candidate) ?? 0),
    ),
    p95: metric.unit === "ratio" && cells.length > 0 ? tail(values("baseline"), values("candidate")) : null,
    population: inGeneral === null ? null : { low: inGeneral.low, high: inGeneral.high },
    scenarioSd: standardDeviation(differences),
    scenarios: differences.length,
    cells: cells.length,
    repeats:
      cells.length === 0
        ? 0
        : Math.min(...cells.flatMap((cell) => [cell.baseline.length, cell.candidate.length])),
  };
  if (cells.length > 0 && paired.every(hasSameReplies)) {
    return { ...common, estimate: exactly(mean(differences) ?? 0), basis: "same-replies" };
  }
  // Where no repeat differs from another the noise is unknown, not zero: perhaps they were served from a cache.
  if (suite !== null && suite.standardError !== 0) return { ...common, estimate: suite, basis: "suite" };
  return { ...common, estimate: inGeneral, basis: "population" };
}

/** One cell's values, without the trials that have none; no cell where a side is left empty. */
function measure(metric: Metric, { scenarioId, baseline, candidate }: PairedCell): MeasuredCell[] {
  const known = (trials: PairedCell["baseline"]) =>
    trials.flatMap(({ values }) => {
      const value = values?.[metric.id] ?? null;
      // A ratio to nothing is none.
      if (value === null || (metric.unit === "ratio" && value <= 0)) return [];
      return [metric.unit === "ratio" ? Math.log(value) : value];
    });
  const cell = { scenarioId, baseline: known(baseline), candidate: known(candidate) };
  return cell.baseline.length === 0 || cell.candidate.length === 0 ? [] : [cell];
}

function scenarioDifferences(cells: readonly MeasuredCell[]): number[] {
  const byScenario = new Map<string, number[]>();
  for (const { scenarioId, baseline, candidate } of cells) {
    const differences = byScenario.get(scenarioId) ?? [];
    differences.push((mean(candidate) ?? 0) - (mean(baseline) ?? 0));
    byScenario.set(scenarioId, differences);
  }
  return [...byScenario.values()].map((differences) => mean(differences) ?? 0);
}

function hasSameReplies({ baseline, candidate }: PairedCell): boolean {
  const names = (trials: PairedCell["baseline"]) => trials.map(({ reply }) => reply).sort();
  const before = names(baseline);
  const after = names(candidate);
  return before.length === after.length && before.every((reply, at) => reply !== null && reply === after[at]);
}

function standardDeviation(sample: readonly number[]): number | null {
  const spread = variance(sample);
  return spread === null ? null : Math.sqrt(spread);
}

function exactly(value: number): Estimate {
  return { mean: value, low: value, high: value, standardError: 0, degreesOfFreedom: null };
}

function centre({ unit }: Metric, cellMeans: readonly number[]): number | null {
  const average = mean(cellMeans);
  return average === null ? null : unit === "ratio" ? Math.exp(average) : average;
}

function tail(baseline: readonly number[], candidate: readonly number[]): MetricEffect["p95"] {
  const at95 = (logs: readonly number[]) => Math.exp(quantile(logs, 0.95) ?? 0);
  return { baseline: at95(baseline), candidate: at95(candidate) };
}
