import type { RunManifest } from "../contracts/run.ts";
import { describeAgreement, measureJudge } from "../meta/judge-agreement.ts";
import { labelledPaths } from "../meta/labelled-set.ts";
import { loadLabelled } from "../meta/load-labelled.ts";
import { loadModels } from "../models/load-models.ts";
import type { Recordings } from "../models/recordings.ts";
import { loadJudgePrompt } from "../prompts/load-prompts.ts";
import { createCostGuard } from "../runs/cost-guard.ts";
import { createJudge, type Judge, type JudgeIdentity } from "../runs/judge.ts";
import { loadScenarios } from "../scenarios/load-scenarios.ts";
import { type CliContext, projectPaths } from "./context.ts";

/**
 * The judge of a stored run, over its recorded judgements: it asks nobody, and what was judged by another model entry or
 * prompt than today's is not scored. Null where the run had none, or its model is gone from the models file.
 */
export async function recordedJudge(
  { judge }: RunManifest,
  { recordings, context }: { recordings: Recordings; context: CliContext },
): Promise<Judge | null> {
  if (judge === undefined) return null;
  const paths = projectPaths(context);
  const model = (await loadModels(paths.models)).get(judge.modelId);
  if (model === undefined) return null;
  const identity = { model, prompt: await loadJudgePrompt(paths.prompts) };
  return readingJudge(identity, { find: recordings.find, context });
}

/** One line per question: how far the judge agrees with the labelled reports it has judged. */
export async function describeRecordedAgreement(
  identity: JudgeIdentity,
  from: { find: Recordings["find"]; context: CliContext },
): Promise<string[]> {
  const [labelled, scenarios] = await Promise.all([
    loadLabelled(labelledPaths(from.context.root).labelled),
    loadScenarios(projectPaths(from.context).scenarios),
  ]);
  const found = await measureJudge(labelled, { scenarios, judge: readingJudge(identity, from) });
  return found.map((one) => `${one.question}: ${describeAgreement(one)}`);
}

/** A judge that reads what is recorded and asks nobody. */
function readingJudge(
  identity: JudgeIdentity,
  { find, context }: { find: Recordings["find"]; context: CliContext },
): Judge {
  const neverStopped = new AbortController().signal;
  return createJudge(identity, {
    access: { reason: "no judgement is recorded for today's judge prompt and model entry" },
    isFresh: false,
    find,
    calls: {
      record: async () => {},
      costGuard: createCostGuard(null),
      stop: neverStopped,
      abort: neverStopped,
      now: context.now,
    },
  });
}
