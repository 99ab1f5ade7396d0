import type { ModelClient } from "../contracts/model-client.ts";
import type { CreatePromptfooClient } from "../runs/model-access.ts";

/** promptfoo takes seconds to load: only for a model that needs it, at its first call. */
export const createLazyPromptfooClient: CreatePromptfooClient = (model, options) => {
  let client: Promise<ModelClient> | null = null;
  return {
    ask: async (request, asking) => {
      client ??= import("../promptfoo/promptfoo-client.ts").then(({ createPromptfooClient }) =>
        createPromptfooClient(model, options),
      );
      return (await client).ask(request, asking);
    },
  };
};
