import type { Model, PromptfooModel } from "../contracts/model.ts";
import type { ModelClient } from "../contracts/model-client.ts";
import { createOpenaiClient } from "../models/openai-client.ts";
import { type PacedClient, paceClient } from "../models/paced-client.ts";

/** A model that can be called, or the name of the key that is missing. */
export type ModelAccess = { readonly client: PacedClient } | { readonly missingKey: string };

/** Makes the client of a promptfoo model; handed in, because only one folder may load promptfoo. */
export type CreatePromptfooClient = (
  model: PromptfooModel,
  options: { readonly apiKey: string | null },
) => ModelClient;

/** The paced client of each model whose key is in `env`, made when first asked for; the key's name for the others. */
export function createModelAccess(
  env: Readonly<Record<string, string | undefined>>,
  createPromptfooClient: CreatePromptfooClient,
): (model: Model) => ModelAccess {
  const known = new Map<string, ModelAccess>();
  const accessTo = (model: Model): ModelAccess => {
    const apiKey = model.keyVariable === null ? null : (env[model.keyVariable]?.trim() ?? "");
    if (model.keyVariable !== null && apiKey === "") return { missingKey: model.keyVariable };
    const client =
      model.api === "openai"
        ? createOpenaiClient(model, { apiKey })
        : createPromptfooClient(model, { apiKey });
    return { client: paceClient(client, model) };
  };
  return (model) => {
    const access = known.get(model.id) ?? accessTo(model);
    known.set(model.id, access);
    return access;
  };
}
