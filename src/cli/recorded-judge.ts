import type { RunManifest } from "../contracts/run.ts";
import { loadModels } from "../models/load-models.ts";
import type { Recordings } from "../models/recordings.ts";
import { loadJudgePrompt } from "../prompts/load-prompts.ts";
import { createCostGuard } from "../runs/cost-guard.ts";
import { createJudge, type Judge } from "../runs/judge.ts";
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
  const neverStopped = new AbortController().signal;
  return createJudge(
    { model, prompt: await loadJudgePrompt(paths.prompts) },
    {
      access: { reason: "no judgement is recorded for today's judge prompt and model entry" },
      isFresh: false,
      find: recordings.find,
      calls: {
        record: async () => {},
        costGuard: createCostGuard(null),
        stop: neverStopped,
        abort: neverStopped,
        now: context.now,
      },
    },
  );
}
