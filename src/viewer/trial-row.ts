import type { TrialRow } from "../contracts/review.ts";
import { type GradedTrial, isGraded, keyOfTrial, type Trial } from "../contracts/trial.ts";
import { faultOf } from "../reports/trial-fault.ts";

/** What a list of trials shows of one, without its findings. */
export function rowOfTrial(trial: Trial): TrialRow {
  const shared = { ...keyOfTrial(trial), outcome: trial.outcome, fault: faultOf(trial) };
  return isGraded(trial) ? { ...shared, ...gradedColumns(trial) } : { ...shared, ...NOT_GRADED };
}

type GradeColumns = Omit<
  TrialRow,
  "scenarioId" | "promptId" | "modelId" | "language" | "repeat" | "outcome" | "fault"
>;

const NOT_GRADED: GradeColumns = {
  provenance: null,
  headline: null,
  passed: false,
  severity: null,
  gates: [],
  scores: {},
  latencyMs: null,
  costUsd: null,
  inputTokens: null,
  outputTokens: null,
};

function gradedColumns(trial: GradedTrial): GradeColumns {
  const { latencyMs, costUsd, inputTokens, outputTokens } = trial.measured;
  return {
    provenance: trial.provenance,
    headline: trial.headline,
    passed: trial.passed,
    severity: trial.outcome === "scored" ? trial.severity : null,
    gates: trial.gateFailures.map(({ gate }) => gate),
    scores: Object.fromEntries(trial.scores.map(({ scorerId, value }) => [scorerId, value])),
    ...{ latencyMs, costUsd, inputTokens, outputTokens },
  };
}
