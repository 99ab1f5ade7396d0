import type { Model, PromptfooModel } from "../contracts/model.ts";
import type { ModelClient } from "../contracts/model-client.ts";
import { createOpenaiClient } from "../models/openai-client.ts";
import { paceClient } from "../models/paced-client.ts";
import type { ModelAccess } from "../runs/run-suite.ts";

/** The client of each model whose key is there, made when first asked for; the key's name for the others. */
export function createModelAccess(
  env: Readonly<Record<string, string | undefined>>,
): (model: Model) => ModelAccess {
  const known = new Map<string, ModelAccess>();
  return (model) => {
    const access = known.get(model.id) ?? accessTo(model, env);
    known.set(model.id, access);
    return access;
  };
}

function accessTo(model: Model, env: Readonly<Record<string, string | undefined>>): ModelAccess {
  const apiKey = model.keyVariable === null ? null : env[model.keyVariable]?.trim();
  if (model.keyVariable !== null && !apiKey) return { missingKey: model.keyVariable };
  const client =
    model.api === "openai"
      ? createOpenaiClient(model, { apiKey: apiKey ?? null })
      : lazyPromptfooClient(model);
  return { client: paceClient(client, model) };
}

/** promptfoo takes a second to load: only for a model that needs it, at its first call. */
function lazyPromptfooClient(model: PromptfooModel): ModelClient {
  let client: Promise<ModelClient> | null = null;
  return {
    ask: async (request, options) => {
      client ??= import("../promptfoo/promptfoo-client.ts").then(({ createPromptfooClient }) =>
        createPromptfooClient(model),
      );
      return (await client).ask(request, options);
    },
  };
}
