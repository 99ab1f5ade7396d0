import type { ReviewScenario, TrialRow } from "../contracts/review.ts";
import { isGraded, keyOfTrial, type Trial } from "../contracts/trial.ts";
import { aTrialKey } from "./builders.ts";

/** A graded trial that passed, as a row; name what matters to the test. */
export function aRow(changes: Partial<TrialRow> = {}): TrialRow {
  return {
    ...aTrialKey(),
    outcome: "scored",
    provenance: "live",
    headline: 80,
    passed: true,
    severity: "SEV1",
    gates: [],
    scores: { severity: 1 },
    latencyMs: 1000,
    costUsd: 0.001,
    inputTokens: 100,
    outputTokens: 50,
    fault: null,
    ...changes,
  };
}

/** A trial without a reply, as a row. */
export function aMissingRow(changes: Partial<TrialRow> = {}): TrialRow {
  return aRow({
    outcome: "not-recorded",
    provenance: null,
    headline: null,
    passed: false,
    severity: null,
    scores: {},
    latencyMs: null,
    costUsd: null,
    inputTokens: null,
    outputTokens: null,
    fault: { scorerId: null, message: "not recorded", finding: null },
    ...changes,
  });
}

/** The figures of a trial as a row has them; without its fault, which takes a scorer's rules to find. */
export function rowFigures(trial: Trial): TrialRow {
  if (!isGraded(trial)) return aMissingRow({ ...keyOfTrial(trial), outcome: trial.outcome });
  const { outcome, provenance, headline, passed, gateFailures, scores, measured } = trial;
  const { latencyMs, costUsd, inputTokens, outputTokens } = measured;
  return {
    ...keyOfTrial(trial),
    ...{ outcome, provenance, headline, passed, latencyMs, costUsd, inputTokens, outputTokens },
    severity: trial.outcome === "scored" ? trial.severity : null,
    gates: gateFailures.map(({ gate }) => gate),
    scores: Object.fromEntries(scores.map(({ scorerId, value }) => [scorerId, value])),
    fault: null,
  };
}

export function aReviewScenario(changes: Partial<ReviewScenario> = {}): ReviewScenario {
  return {
    title: "Checkout errors",
    titleZh: null,
    service: "payment-svc",
    category: "database",
    severity: "SEV1",
    isChanged: false,
    ...changes,
  };
}
