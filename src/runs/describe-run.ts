import type { GradingIdentity } from "../contracts/baseline.ts";
import type { Model } from "../contracts/model.ts";
import type { RunManifest } from "../contracts/run.ts";
import type { Scenario } from "../contracts/scenario.ts";
import { judgeScorerIds, judgeVersion } from "../scoring/judge/judge-scores.ts";
import { scorers } from "../scoring/registry.ts";
import { weightsVersion } from "../scoring/weights.ts";
import { stableHash } from "../shared/stable-hash.ts";
import type { JudgeIdentity } from "./judge.ts";
import type { Matrix } from "./plan-run.ts";

/** The manifest of a run about to start: what is needed to repeat it, and to know what it may be compared with. */
export function describeRun(
  matrix: Matrix,
  {
    suiteId,
    startedAt,
    codeRevision,
    plannedTrials,
    judge = null,
    similar = null,
  }: {
    suiteId: string;
    startedAt: Date;
    codeRevision: string | null;
    plannedTrials: number;
    judge?: JudgeIdentity | null;
    similar?: RunManifest["similar"] | null;
  },
): RunManifest {
  const { scenarios, prompts, models, languages, repeats } = matrix;
  const suite = {
    id: suiteId,
    scenarios: scenarios.map(({ id }) => id),
    prompts: prompts.map(({ id }) => id),
    models: models.map(({ id }) => id),
    languages: [...languages],
    repeats,
  };
  return {
    schemaVersion: 1,
    id: runId({ suiteId, startedAt, suite }),
    startedAt: startedAt.toISOString(),
    finishedAt: null,
    suite,
    ...describeIdentity(matrix, judge),
    ...(similar === null ? {} : { similar }),
    codeRevision,
    plannedTrials,
    callsMade: null,
    spentUsd: null,
  };
}

/** What was asked and what grades the answers: equal for two sets of grades that mean the same. */
export function describeIdentity(
  { scenarios, prompts, models }: Pick<Matrix, "scenarios" | "prompts" | "models">,
  judge: JudgeIdentity | null,
): GradingIdentity {
  return {
    ...describeGrading(scenarios, { isJudged: judge !== null }),
    promptHashes: Object.fromEntries(prompts.map(({ id, hash }) => [id, hash])),
    modelHashes: Object.fromEntries(models.map((model) => [model.id, modelHash(model)])),
    ...(judge === null ? {} : { judge: describeJudge(judge) }),
  };
}

function describeJudge({ model, prompt }: JudgeIdentity) {
  return { modelId: model.id, modelHash: modelHash(model), promptId: prompt.id, promptHash: prompt.hash };
}

/** A new price makes no new model. */
function modelHash({ price: _price, ...model }: Model): string {
  return stableHash(model);
}

/** All that decides a grade beside the reply itself. */
export function describeGrading(
  scenarios: readonly Scenario[],
  { isJudged }: { isJudged: boolean },
): Pick<RunManifest, "scenarioHashes" | "scorerVersions" | "weightsVersion"> {
  return {
    scenarioHashes: Object.fromEntries(scenarios.map((scenario) => [scenario.id, stableHash(scenario)])),
    scorerVersions: Object.fromEntries([
      ...scorers.map(({ id, version }) => [id, version]),
      ...(isJudged ? judgeScorerIds.map((id) => [id, judgeVersion]) : []),
    ]),
    weightsVersion,
  };
}

const ID_HASH_LENGTH = 6;

/** Sorts by time, says the suite, and differs for two runs of one second: "2026-06-02T14-02-00Z-smoke-3fa9c1". */
function runId({ suiteId, startedAt, suite }: { suiteId: string; startedAt: Date; suite: object }): string {
  const second = startedAt
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replaceAll(":", "-");
  return `${second}-${suiteId}-${stableHash([startedAt.toISOString(), suite]).slice(0, ID_HASH_LENGTH)}`;
}
