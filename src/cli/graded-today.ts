import type { GradingIdentity } from "../contracts/baseline.ts";
import { loadJudgePrompt } from "../prompts/load-prompts.ts";
import { describeIdentity } from "../runs/describe-run.ts";
import type { Library } from "../runs/select-matrix.ts";

/**
 * What the library as it is would grade with, for a run or baseline that had this judge or none. A judge whose
 * model is gone judges nothing today.
 */
export function gradedToday(library: Library, { prompts }: { readonly prompts: string }) {
  const { scenarios, models } = library;
  const all = {
    scenarios: [...scenarios.values()],
    prompts: [...library.prompts.values()],
    models: [...models.values()],
  };
  return async ({ judge }: Pick<GradingIdentity, "judge">): Promise<GradingIdentity> => {
    const model = judge === undefined ? undefined : models.get(judge.modelId);
    const judging = model === undefined ? null : { model, prompt: await loadJudgePrompt(prompts) };
    return describeIdentity(all, judging);
  };
}
