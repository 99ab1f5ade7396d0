import type { Model, PromptfooModel, SimulatedModel } from "../contracts/model.ts";
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

/** The clients that this stage cannot make itself. */
export interface ClientMakers {
  readonly promptfoo: CreatePromptfooClient;
  readonly simulated: (model: SimulatedModel) => ModelClient;
}

/** The paced client of each model whose key is in `env`, made when first asked for; the key's name for the others. */
export function createModelAccess(
  env: Readonly<Record<string, string | undefined>>,
  makers: ClientMakers,
): (model: Model) => ModelAccess {
  const known = new Map<string, ModelAccess>();
  const accessTo = (model: Model): ModelAccess => {
    const apiKey = model.keyVariable === null ? null : (env[model.keyVariable]?.trim() ?? "");
    if (model.keyVariable !== null && apiKey === "") return { missingKey: model.keyVariable };
    return { client: paceClient(clientOf(model, apiKey, makers), model) };
  };
  return (model) => {
    const access = known.get(model.id) ?? accessTo(model);
    known.set(model.id, access);
    return access;
  };
}

function clientOf(model: Model, apiKey: string | null, makers: ClientMakers): ModelClient {
  switch (model.api) {
    case "openai":
      return createOpenaiClient(model, { apiKey });
    case "promptfoo":
      return makers.promptfoo(model, { apiKey });
    case "simulated":
      return makers.simulated(model);
  }
}
