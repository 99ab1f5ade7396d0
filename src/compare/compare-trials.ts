import type {
  Comparison,
  ComparisonSide,
  ComparisonSlice,
  Parity,
  ScenarioFacts,
  TrialFigures,
} from "../contracts/comparison.ts";
import { compareMetrics, type Tolerances } from "./compare-metrics.ts";
import { compareParity } from "./compare-parity.ts";
import { findFlips, findNewGateFailures } from "./find-flips.ts";
import { GATE_FAILURES, HEADLINE, type Metric, PASS, SCORE_PREFIX } from "./metrics.ts";
import { type PairedCell, pairCells } from "./pair-cells.ts";
import { countProvenance } from "./summarise-figures.ts";

export interface ComparedSide {
  readonly label: string;
  readonly trials: readonly TrialFigures[];
}

export interface CompareOptions {
  readonly metrics: readonly Metric[];
  readonly tolerances?: Tolerances;
  /** By scenario id; a scenario that is not there has no category or severity to be sliced by. */
  readonly scenarioFacts: ReadonlyMap<string, ScenarioFacts>;
}

/** What slices show; every metric of every slice would be a wall of noise. */
const SLICED = [HEADLINE, PASS, `${SCORE_PREFIX}root-cause`, `${SCORE_PREFIX}severity`, GATE_FAILURES];

/**
 * Is the candidate better than the baseline? Pure: same trials in any order, same comparison.
 *
 * Trials are paired by scenario × language × model. What one side lacks is counted as unpaired and left out of
 * every figure, on both sides.
 */
export function compareTrials(
  baseline: ComparedSide,
  candidate: ComparedSide,
  options: CompareOptions,
): Comparison {
  const { cells, unpaired } = pairCells(baseline.trials, candidate.trials);
  const { metrics, tolerances } = options;
  return {
    schemaVersion: 1,
    baseline: describeSide(baseline),
    candidate: describeSide(candidate),
    pairedCells: cells.length,
    unpairedCells: unpaired,
    metrics: compareMetrics(metrics, cells, tolerances),
    slices: slicesOf(cells, options),
    parity: metrics
      .filter(({ unit }) => unit !== "ratio")
      .map((metric) => compareParity(metric, cells))
      .filter((parity): parity is Parity => parity !== null),
    flips: findFlips(cells),
    newGateFailures: findNewGateFailures(cells),
  };
}

function describeSide({ label, trials }: ComparedSide): ComparisonSide {
  return {
    label,
    promptIds: [...new Set(trials.map(({ promptId }) => promptId))].sort(),
    trials: trials.length,
    missing: trials.filter(({ values }) => values === null).length,
    provenance: countProvenance(trials),
  };
}

type SliceKind = ComparisonSlice["by"];

function slicesOf(
  cells: readonly PairedCell[],
  { metrics, tolerances, scenarioFacts }: CompareOptions,
): ComparisonSlice[] {
  const sliced = metrics.filter(({ id }) => SLICED.includes(id));
  const nameOf: Readonly<Record<SliceKind, (cell: PairedCell) => string | undefined>> = {
    language: ({ language }) => language,
    model: ({ modelId }) => modelId,
    category: ({ scenarioId }) => scenarioFacts.get(scenarioId)?.category,
    severity: ({ scenarioId }) => scenarioFacts.get(scenarioId)?.severity,
  };
  return (Object.keys(nameOf) as SliceKind[]).flatMap((by) => {
    const names = [...new Set(cells.flatMap((cell) => nameOf[by](cell) ?? []))].sort();
    // A part that is the whole says nothing new.
    if (names.length < 2) return [];
    return names.map((name): ComparisonSlice => {
      const own = cells.filter((cell) => nameOf[by](cell) === name);
      const scenarios = new Set(own.map(({ scenarioId }) => scenarioId)).size;
      return { by, name, scenarios, metrics: compareMetrics(sliced, own, tolerances) };
    });
  });
}
