import { compareTrials } from "../../compare/compare-trials.ts";
import { type Metric, metricsFor } from "../../compare/metrics.ts";
import type { Comparison, NewGateFailure, TrialFigures } from "../../contracts/comparison.ts";
import {
  type FailureReplay,
  type GateDecision,
  type GatePolicy,
  gatePolicySchema,
} from "../../contracts/gate.ts";
import { decideGate } from "../../gate/decide-gate.ts";

export interface Sides {
  readonly baseline: readonly TrialFigures[];
  readonly candidate: readonly TrialFigures[];
}

const METRICS = metricsFor(["root-cause", "severity"]).filter(({ unit }) => unit !== "ratio");

export function metricNamed(id: string): Metric {
  const metric = METRICS.find((one) => one.id === id);
  if (metric === undefined) throw new RangeError(`no metric ${id}`);
  return metric;
}

/** The real comparison of simulated sides. */
export function compareSides(
  { baseline, candidate }: Sides,
  {
    metrics = METRICS,
    tolerances = {},
  }: { metrics?: readonly Metric[]; tolerances?: Record<string, number> } = {},
): Comparison {
  return compareTrials(
    { label: "v1", trials: baseline },
    { label: "v2", trials: candidate },
    { metrics, tolerances, scenarioFacts: new Map() },
  );
}

/** A policy as a suite's file would give it. */
export function policyOf(policy: Partial<Record<keyof GatePolicy, unknown>>): GatePolicy {
  return gatePolicySchema.parse(policy);
}

/** The real gate's word on simulated sides; `askAgain` gives the fresh replies of each new hard failure. */
export function gateSides(
  sides: Sides,
  policy: GatePolicy,
  askAgain: (failure: NewGateFailure) => FailureReplay[] = () => [],
): GateDecision {
  const comparison = compareSides(sides, { tolerances: policy.tolerances });
  const replays = comparison.newGateFailures.flatMap(askAgain);
  return decideGate({ comparison, candidate: sides.candidate, replays }, policy);
}
