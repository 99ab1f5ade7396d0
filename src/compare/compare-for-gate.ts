import type { Comparison, ComparisonSlice, ScenarioFacts } from "../contracts/comparison.ts";
import type { GatePolicy } from "../contracts/gate.ts";
import { type ComparedSide, type CompareOptions, compareTrials } from "./compare-trials.ts";
import { type Metric, metricsFor, SCORE_PREFIX } from "./metrics.ts";

/**
 * The comparison that a gate's rules read: its own metrics, as one family, against its own tolerances.
 *
 * Metrics that are only watched would take certainty from those that decide. The languages a policy names are families of
 * their own, each against the tolerances written for it, and are the only slices.
 */
export function compareForGate(
  baseline: ComparedSide,
  candidate: ComparedSide,
  {
    policy: { tolerances, byLanguage, parity },
    scenarioFacts,
  }: { policy: GatePolicy; scenarioFacts: ReadonlyMap<string, ScenarioFacts> },
): Comparison {
  const against = (own: CompareOptions["tolerances"] = {}): CompareOptions => ({
    metrics: metricsNamed(Object.keys(own)),
    tolerances: own,
    scenarioFacts,
  });
  return {
    ...compareTrials(baseline, candidate, against(tolerances)),
    parity: compareTrials(baseline, candidate, against(parity)).parity,
    slices: Object.entries(byLanguage).map(([language, own]): ComparisonSlice => {
      const spoken = ({ label, trials }: ComparedSide): ComparedSide => ({
        label,
        trials: trials.filter((trial) => trial.language === language),
      });
      const { metrics } = compareTrials(spoken(baseline), spoken(candidate), against(own));
      const scenarios = Math.max(0, ...metrics.map((metric) => metric.scenarios));
      return { by: "language", name: language, scenarios, metrics };
    }),
  };
}

function metricsNamed(ids: readonly string[]): Metric[] {
  const scorerIds = ids
    .filter((id) => id.startsWith(SCORE_PREFIX))
    .map((id) => id.slice(SCORE_PREFIX.length));
  return metricsFor(scorerIds).filter(({ id }) => ids.includes(id));
}
