import type { TrialFigures } from "../contracts/comparison.ts";
import type { FiguresSummary } from "../contracts/figures-summary.ts";
import type { Provenance } from "../contracts/recording.ts";
import { mean } from "../statistics/mean.ts";
import { HEADLINE } from "./metrics.ts";

/** One summary per prompt × model × language, in the order in which they first come. */
export function summariseFigures(trials: readonly TrialFigures[]): FiguresSummary[] {
  const groups = Map.groupBy(trials, ({ promptId, modelId, language }) =>
    JSON.stringify([promptId, modelId, language]),
  );
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const { promptId, modelId, language } = first;
    return {
      promptId,
      modelId,
      language,
      trials: own.length,
      passed: own.filter(({ passed }) => passed).length,
      gateFailures: own.filter(({ gates }) => gates.length > 0).length,
      headline: mean(own.flatMap(({ values }) => values?.[HEADLINE] ?? [])),
      provenance: countProvenance(own),
    };
  });
}

export function countProvenance(trials: readonly TrialFigures[]): Partial<Record<Provenance, number>> {
  const counts: Partial<Record<Provenance, number>> = {};
  for (const { provenance } of trials) {
    if (provenance !== null) counts[provenance] = (counts[provenance] ?? 0) + 1;
  }
  return counts;
}
