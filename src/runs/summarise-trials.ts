import type { SummaryRow } from "../contracts/run.ts";
import type { Score } from "../contracts/score.ts";
import { type GradedTrial, isGraded, type Trial } from "../contracts/trial.ts";
import { countLabels, measureReliability } from "../scoring/reliability.ts";
import { calibration } from "../scoring/scorers/calibration.ts";
import { mean, sum } from "../statistics/mean.ts";
import { quantile } from "../statistics/quantile.ts";

/** Takes trials one by one and gives the results table. Keeps figures only, not trials. */
export interface TrialSummary {
  add(trial: Trial): void;
  rows(): SummaryRow[];
}

export function createTrialSummary(scorerIds: readonly string[]): TrialSummary {
  const groups = new Map<string, Group>();
  return {
    add(trial) {
      const { promptId, modelId, language } = trial;
      const name = JSON.stringify([promptId, modelId, language]);
      const group = groups.get(name) ?? emptyGroup({ promptId, modelId, language });
      groups.set(name, group);
      addTo(group, trial);
    },
    rows: () => [...groups.values()].map((group) => rowOf(group, scorerIds)),
  };
}

interface Group extends Pick<SummaryRow, "promptId" | "modelId" | "language"> {
  planned: number;
  graded: number;
  passed: number;
  gateFailures: number;
  readonly headlines: number[];
  readonly values: Map<string, number[]>;
  readonly calibration: Pick<Score, "details">[];
  readonly measured: Record<"latencyMs" | "inputTokens" | "outputTokens" | "costUsd", number[]>;
  readonly provenance: SummaryRow["provenance"];
}

function emptyGroup(identity: Pick<SummaryRow, "promptId" | "modelId" | "language">): Group {
  return {
    ...identity,
    planned: 0,
    graded: 0,
    passed: 0,
    gateFailures: 0,
    headlines: [],
    values: new Map(),
    calibration: [],
    measured: { latencyMs: [], inputTokens: [], outputTokens: [], costUsd: [] },
    provenance: {},
  };
}

function addTo(group: Group, trial: Trial): void {
  group.planned += 1;
  if (isGraded(trial)) addGraded(group, trial);
}

function addGraded(group: Group, trial: GradedTrial): void {
  group.graded += 1;
  group.passed += trial.passed ? 1 : 0;
  group.gateFailures += trial.gateFailures.length;
  group.provenance[trial.provenance] = (group.provenance[trial.provenance] ?? 0) + 1;
  pushKnown(group.headlines, trial.headline);
  for (const { scorerId, value, details } of trial.scores) {
    const values = group.values.get(scorerId) ?? [];
    group.values.set(scorerId, values);
    pushKnown(values, value);
    if (scorerId === calibration.id && details !== undefined) group.calibration.push({ details });
  }
  for (const figure of ["latencyMs", "inputTokens", "outputTokens", "costUsd"] as const) {
    pushKnown(group.measured[figure], trial.measured[figure]);
  }
}

function pushKnown(values: number[], value: number | null): void {
  if (value !== null) values.push(value);
}

function rowOf(group: Group, scorerIds: readonly string[]): SummaryRow {
  const { promptId, modelId, language, planned, graded, measured } = group;
  return {
    promptId,
    modelId,
    language,
    planned,
    graded,
    missing: planned - graded,
    passRate: graded === 0 ? null : group.passed / planned,
    headline: mean(group.headlines),
    scores: Object.fromEntries(scorerIds.map((id) => [id, mean(group.values.get(id) ?? [])])),
    calibration: measureReliability(countLabels(group.calibration)),
    gateFailures: group.gateFailures,
    latencyP50Ms: quantile(measured.latencyMs, 0.5),
    latencyP95Ms: quantile(measured.latencyMs, 0.95),
    inputTokens: sumKnown(measured.inputTokens),
    outputTokens: sumKnown(measured.outputTokens),
    costUsd: sumKnown(measured.costUsd),
    provenance: group.provenance,
  };
}

/** Null, not 0, when nothing was measured. */
function sumKnown(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values);
}
