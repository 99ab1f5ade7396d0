import type { MetricUnit, TrialFigures } from "../contracts/comparison.ts";
import { type GradedTrial, isGraded, type Trial } from "../contracts/trial.ts";

export interface Metric {
  readonly id: string;
  readonly unit: MetricUnit;
  readonly higherIsBetter: boolean;
  /** The tolerance where a policy names none, in the unit. */
  readonly tolerance: number;
}

export const HEADLINE = "headline";
export const PASS = "pass";
export const GATE_FAILURES = "gate-failures";
export const MISSED_SEV1 = "missed-sev1";
/** A scorer's metric is this and the scorer's id. */
export const SCORE_PREFIX = "score:";

const SHARE_TOLERANCE = 0.05;
const HEADLINE_TOLERANCE = 3;
const COST_TOLERANCE = 1.1;
const LATENCY_TOLERANCE = 1.15;

const QUALITY: readonly Metric[] = [
  { id: HEADLINE, unit: "points", higherIsBetter: true, tolerance: HEADLINE_TOLERANCE },
  { id: PASS, unit: "share", higherIsBetter: true, tolerance: SHARE_TOLERANCE },
  { id: GATE_FAILURES, unit: "share", higherIsBetter: false, tolerance: SHARE_TOLERANCE },
  { id: MISSED_SEV1, unit: "share", higherIsBetter: false, tolerance: 0 },
];

const MEASURED: readonly Metric[] = [
  { id: "latency", unit: "ratio", higherIsBetter: false, tolerance: LATENCY_TOLERANCE },
  { id: "cost", unit: "ratio", higherIsBetter: false, tolerance: COST_TOLERANCE },
  { id: "input-tokens", unit: "ratio", higherIsBetter: false, tolerance: COST_TOLERANCE },
  { id: "output-tokens", unit: "ratio", higherIsBetter: false, tolerance: COST_TOLERANCE },
];

/** Every metric of trials graded by these scorers, in the order people read them. */
export function metricsFor(scorerIds: readonly string[]): Metric[] {
  const scores = scorerIds.map(
    (id): Metric => ({
      id: `${SCORE_PREFIX}${id}`,
      unit: "share",
      higherIsBetter: true,
      tolerance: SHARE_TOLERANCE,
    }),
  );
  return [...QUALITY, ...scores, ...MEASURED];
}

/** The figures of one trial by metric id, as `metricsFor` names them, to six significant digits. */
export function figuresOf(trial: Trial): TrialFigures {
  const { scenarioId, promptId, modelId, language, repeat } = trial;
  const key = { scenarioId, promptId, modelId, language, repeat };
  if (!isGraded(trial)) {
    return {
      ...key,
      reply: null,
      provenance: null,
      values: null,
      passed: false,
      gates: [],
      finding: trial.problem,
    };
  }
  return {
    ...key,
    reply: `${trial.recordingKey}@${trial.recordedAt}`,
    provenance: trial.provenance,
    values: valuesOf(trial),
    passed: trial.passed,
    gates: trial.gateFailures.map(({ gate }) => gate),
    finding: trial.passed ? null : firstFinding(trial),
  };
}

/** Stored and compared alike: a run differs by nothing from the baseline it was approved as. */
const SIGNIFICANT_DIGITS = 6;

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(SIGNIFICANT_DIGITS));
}

function valuesOf({
  headline,
  passed,
  gateFailures,
  scores,
  measured,
}: GradedTrial): Record<string, number | null> {
  return {
    [HEADLINE]: rounded(headline),
    [PASS]: passed ? 1 : 0,
    [GATE_FAILURES]: gateFailures.length > 0 ? 1 : 0,
    [MISSED_SEV1]: gateFailures.some(({ gate }) => gate === "missed-sev1") ? 1 : 0,
    ...Object.fromEntries(
      scores.map(({ scorerId, value }) => [`${SCORE_PREFIX}${scorerId}`, rounded(value)]),
    ),
    latency: rounded(measured.latencyMs),
    cost: rounded(measured.costUsd),
    "input-tokens": measured.inputTokens,
    "output-tokens": measured.outputTokens,
  };
}

/** A gate failure before all else, then the first bad finding of the lowest score. */
function firstFinding({ gateFailures, scores }: GradedTrial): string | null {
  const [gate] = gateFailures;
  if (gate !== undefined) return `${gate.scorerId}: ${gate.message}`;
  const worst = scores
    .filter(({ value }) => value !== null)
    .toSorted((a, b) => (a.value ?? 1) - (b.value ?? 1))[0];
  if (worst === undefined) return null;
  const bad = worst.findings.find(({ tone }) => tone === "bad");
  return `${worst.scorerId}: ${bad?.message ?? worst.summary}`;
}
