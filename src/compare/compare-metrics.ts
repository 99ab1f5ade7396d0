import type { Effect, MetricComparison, MetricUnit } from "../contracts/comparison.ts";
import { holmAdjusted } from "../statistics/holm.ts";
import type { Estimate } from "../statistics/interval.ts";
import { chanceIfNotWorse, decideVerdict, type Question, whatWouldDecide } from "./decide-verdict.ts";
import { estimateEffect, type MetricEffect } from "./estimate-effect.ts";
import type { Metric } from "./metrics.ts";
import type { PairedCell } from "./pair-cells.ts";

/** Tolerances by metric id, each in its metric's unit; where none is given the metric's own counts. */
export type Tolerances = Readonly<Record<string, number>>;

/** Every metric over the paired cells, judged as one family: looking at many must not make chance look like a loss. */
export function compareMetrics(
  metrics: readonly Metric[],
  cells: readonly PairedCell[],
  tolerances: Tolerances = {},
): MetricComparison[] {
  const asked = metrics.map((metric) => {
    const effect = estimateEffect(metric, cells);
    const tolerance = tolerances[metric.id] ?? metric.tolerance;
    const question: Question = {
      gain: gainOf(metric, effect.estimate),
      margin: marginOf(metric.unit, tolerance),
    };
    return { metric, effect, tolerance, question, chance: chanceIfNotWorse(question) };
  });
  const family = asked.flatMap(({ chance }, at) => (chance === null ? [] : [{ chance, at }]));
  const adjusted = holmAdjusted(family.map(({ chance }) => chance));
  const adjustedAt = new Map(family.map(({ at }, index) => [at, adjusted[index] ?? null]));

  return asked.map(({ metric, effect, tolerance, question }, at): MetricComparison => {
    const answer = decideVerdict(question, { adjusted: adjustedAt.get(at) ?? null, effect });
    const needed = whatWouldDecide(question, effect);
    const isOpen = answer.verdict === "inconclusive";
    return {
      metric: metric.id,
      unit: metric.unit,
      higherIsBetter: metric.higherIsBetter,
      baseline: effect.baseline,
      candidate: effect.candidate,
      p95: effect.p95,
      effect: effectIn(metric.unit, effect),
      population: effect.population === null ? null : intervalIn(metric.unit, effect.population),
      tolerance,
      ...answer,
      detectable: detectableIn(metric.unit, needed.detectable),
      scenariosToDecide: isOpen ? needed.scenarios : null,
      repeatsToDecide: isOpen ? needed.repeats : null,
      scenarios: effect.scenarios,
      cells: effect.cells,
    };
  });
}

function gainOf({ higherIsBetter }: Metric, estimate: Estimate | null): Estimate | null {
  if (estimate === null || higherIsBetter) return estimate;
  return { ...estimate, mean: -estimate.mean, low: -estimate.high, high: -estimate.low };
}

/** A tolerated ratio of 1.1 is ln 1.1 on the additive scale. */
function marginOf(unit: MetricUnit, tolerance: number): number {
  return unit === "ratio" ? Math.log(tolerance) : tolerance;
}

function effectIn(unit: MetricUnit, { estimate, basis }: MetricEffect): Effect | null {
  if (estimate === null) return null;
  return { mean: inUnit(unit, estimate.mean), ...intervalIn(unit, estimate), basis };
}

function intervalIn(unit: MetricUnit, { low, high }: { low: number; high: number }) {
  return { low: inUnit(unit, low), high: inUnit(unit, high) };
}

function inUnit(unit: MetricUnit, additive: number): number {
  return unit === "ratio" ? Math.exp(additive) : additive;
}

const WHOLE_RANGE: Readonly<Record<MetricUnit, number>> = {
  points: 100,
  share: 1,
  ratio: Number.POSITIVE_INFINITY,
};

/** A loss larger than the whole range is no loss anybody could see. */
function detectableIn(unit: MetricUnit, detectable: number | null): number | null {
  if (detectable === null) return null;
  const inItsUnit = inUnit(unit, detectable);
  return inItsUnit > WHOLE_RANGE[unit] || !Number.isFinite(inItsUnit) ? null : inItsUnit;
}
