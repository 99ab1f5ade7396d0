import type { ClientMakers } from "../runs/model-access.ts";
import { createSubjectIndex } from "../runs/request-subjects.ts";
import type { Library } from "../runs/select-matrix.ts";
import { createSimulatedClient } from "../simulation/simulated-client.ts";
import { createLazyPromptfooClient } from "./promptfoo-models.ts";

/** The clients of promptfoo's and of simulated models. The latter know the library's own scenarios and prompts only. */
export function createClientMakers({
  scenarios,
  prompts,
}: Pick<Library, "scenarios" | "prompts">): ClientMakers {
  const subjectOf = createSubjectIndex(scenarios.values(), prompts.values());
  return {
    promptfoo: createLazyPromptfooClient,
    simulated: (model) => createSimulatedClient(model, async (request) => subjectOf(request)),
  };
}
