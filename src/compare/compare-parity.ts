import type { Parity } from "../contracts/comparison.ts";
import { mean } from "../statistics/mean.ts";
import { FEWEST_FOR_POPULATION, populationEffect } from "../statistics/population-effect.ts";
import type { Metric } from "./metrics.ts";
import type { PairedCell } from "./pair-cells.ts";

/**
 * How far Chinese lies from English on each side, and whether the candidate moved it: over scenarios that both
 * sides answered in both languages. Only for additive metrics. No interval below eight scenarios.
 *
 * @returns null where no scenario has both languages on both sides.
 */
export function compareParity(metric: Metric, cells: readonly PairedCell[]): Parity | null {
  const gaps = [...new Set(cells.map(({ scenarioId }) => scenarioId))].flatMap((id) => {
    const own = cells.filter(({ scenarioId }) => scenarioId === id);
    const gap = (side: "baseline" | "candidate") => {
      const chinese = level(metric, own, { side, language: "zh" });
      const english = level(metric, own, { side, language: "en" });
      return chinese === null || english === null ? null : chinese - english;
    };
    const baseline = gap("baseline");
    const candidate = gap("candidate");
    return baseline === null || candidate === null ? [] : [{ baseline, candidate }];
  });
  const baselineGap = mean(gaps.map(({ baseline }) => baseline));
  const candidateGap = mean(gaps.map(({ candidate }) => candidate));
  if (baselineGap === null || candidateGap === null) return null;

  const moved =
    gaps.length < FEWEST_FOR_POPULATION
      ? null
      : populationEffect(gaps.map((gap) => gap.candidate - gap.baseline));
  return {
    metric: metric.id,
    unit: metric.unit,
    baselineGap,
    candidateGap,
    change:
      moved === null ? null : { mean: moved.mean, low: moved.low, high: moved.high, basis: "population" },
    scenarios: gaps.length,
  };
}

function level(
  metric: Metric,
  cells: readonly PairedCell[],
  { side, language }: { side: "baseline" | "candidate"; language: "en" | "zh" },
): number | null {
  const perCell = cells
    .filter((cell) => cell.language === language)
    .map((cell) => mean(cell[side].flatMap(({ values }) => values?.[metric.id] ?? [])));
  return mean(perCell.filter((value) => value !== null));
}
