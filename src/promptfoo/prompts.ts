import { requestForCell } from "../runs/plan-run.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { findCell, models, readVars } from "./project.ts";

/** What promptfoo hands a prompt function; its own type leaves `config` open. */
interface PromptContext {
  readonly vars: unknown;
  readonly config?: { readonly version?: unknown };
}

/** promptfoo's prompt function for any version under prompts/: the messages, as they are sent. */
export async function promptVersion({ vars, config }: PromptContext) {
  const version = config?.version;
  if (typeof version !== "string") {
    throw new InvalidInputError({
      problem: "a promptfoo prompt names no version",
      at: "promptfooconfig.yaml, prompts",
      expected: "config: { version: <folder under prompts/> }",
    });
  }
  // Messages are the same for every model, so any will do.
  const [modelId = ""] = (await models()).keys();
  return requestForCell(await findCell({ vars: readVars(vars), promptId: version, modelId })).messages;
}
