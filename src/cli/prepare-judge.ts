import type { Model } from "../contracts/model.ts";
import type { Mode } from "../contracts/run.ts";
import { loadJudgePrompt } from "../prompts/load-prompts.ts";
import type { StoppableClient } from "../runs/collect-replies.ts";
import type { JudgeIdentity } from "../runs/judge.ts";
import type { ModelAccess } from "../runs/model-access.ts";
import type { Library } from "../runs/select-matrix.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";

/** Whom to ask for a judgement that is not recorded, or why nobody is asked. */
export type JudgeAccess = { readonly client: StoppableClient } | { readonly reason: string };

/** @throws InvalidInputError when there is no such model or no prompt for a judge. */
export async function loadJudge(
  id: string,
  { library, prompts }: { library: Library; prompts: string },
): Promise<JudgeIdentity> {
  const model = library.models.get(id);
  if (model === undefined) throw new InvalidInputError(unknownName("model", id, [...library.models.keys()]));
  return { model, prompt: await loadJudgePrompt(prompts) };
}

export function judgeAccess(
  model: Model,
  { mode, accessTo }: { mode: Mode; accessTo: (model: Model) => ModelAccess },
): JudgeAccess {
  if (mode === "replay") return { reason: "no judgement is recorded, and replay makes no calls" };
  const access = accessTo(model);
  return "missingKey" in access
    ? { reason: `no judgement is recorded, and ${access.missingKey} is not set` }
    : access;
}
