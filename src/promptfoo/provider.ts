import type {
  ApiProvider,
  CallApiContextParams,
  CallApiOptionsParams,
  ProviderOptions,
  ProviderResponse,
} from "promptfoo";
import { z } from "zod";
import { ModelCallError } from "../contracts/model-client.ts";
import { assertWritable } from "../models/assert-writable.ts";
import { type OpenOptions, openRecordings, type Recordings } from "../models/recordings.ts";
import { createModelAccess } from "../runs/model-access.ts";
import { type Cell, requestForCell } from "../runs/plan-run.ts";
import { InvalidInputError, OutsideError } from "../shared/errors.ts";
import { canonicalJson } from "../shared/stable-hash.ts";
import { createSimulatedClient } from "../simulation/simulated-client.ts";
import { findCell, projectFolders, readVars, subjectOf } from "./project.ts";
import { createPromptfooClient } from "./promptfoo-client.ts";
import { toProviderResponse } from "./provider-response.ts";
import { replyTo } from "./reply-source.ts";

const configSchema = z.object({
  /** An id of evals/models.yaml. */
  model: z.string(),
  mode: z.enum(["replay", "auto"]).default("auto"),
});

/** promptfoo's provider for every model of ours: recorded replies, and calls for those that are missing. */
export default class RecordedModelProvider implements ApiProvider {
  readonly #id: string;
  readonly #config: z.output<typeof configSchema>;
  readonly #accessTo = createModelAccess(process.env, {
    promptfoo: createPromptfooClient,
    simulated: (model) => createSimulatedClient(model, subjectOf),
  });
  #recordings: Promise<Recordings> | null = null;

  constructor({ id, label, config }: ProviderOptions) {
    const parsed = configSchema.safeParse(config);
    if (!parsed.success) {
      throw new InvalidInputError({
        problem: "a promptfoo provider names no model",
        at: `promptfooconfig.yaml, providers, ${label ?? id}`,
        expected: "config: { model: <id in evals/models.yaml> }, and perhaps mode: replay or auto",
        received: z.prettifyError(parsed.error),
      });
    }
    this.#config = parsed.data;
    this.#id = label ?? parsed.data.model;
  }

  id(): string {
    return this.#id;
  }

  async callApi(
    prompt: string,
    context?: CallApiContextParams,
    options?: CallApiOptionsParams,
  ): Promise<ProviderResponse> {
    try {
      return await this.#answer(prompt, context, options?.abortSignal ?? new AbortController().signal);
    } catch (error) {
      if (isExpected(error)) return { error: error.message };
      throw error;
    }
  }

  async cleanup(): Promise<void> {
    const recordings = await this.#recordings;
    this.#recordings = null;
    await recordings?.close();
  }

  async #answer(
    prompt: string,
    context: CallApiContextParams | undefined,
    signal: AbortSignal,
  ): Promise<ProviderResponse> {
    const cell = await findCell({
      vars: readVars(context?.vars),
      promptId: versionOf(context),
      modelId: this.#config.model,
    });
    assertUnchanged(prompt, cell);
    assertFirstRepeat(context);
    this.#recordings ??= openRecordings(projectFolders.recordings, { onRepair: warnOfRepair });
    const recordings = await this.#recordings;
    const outcome = await replyTo(
      cell,
      {
        mode: this.#config.mode,
        find: recordings.find,
        record: recordings.append,
        assertWritable: () => assertWritable(projectFolders.recordings),
        accessTo: this.#accessTo,
        now: () => new Date(),
      },
      signal,
    );
    return outcome.ok ? toProviderResponse(outcome.recording) : { error: outcome.problem };
  }
}

const warnOfRepair: OpenOptions["onRepair"] = ({ file, bytes, movedTo }) => {
  const rest = movedTo === null ? "it is passed over" : `it was moved to ${movedTo}`;
  process.emitWarning(`${file} ends in a half-written line of ${bytes} bytes; ${rest}`);
};

function isExpected(error: unknown): error is Error {
  return (
    error instanceof InvalidInputError || error instanceof OutsideError || error instanceof ModelCallError
  );
}

function versionOf(context: CallApiContextParams | undefined): string {
  const config: unknown = context?.prompt.config;
  const parsed = z.object({ version: z.string() }).safeParse(config);
  return parsed.success ? parsed.data.version : (context?.prompt.label ?? "");
}

/** What promptfoo hands over must be what we rendered, or a reply would be graded that answers something else. */
function assertUnchanged(prompt: string, cell: Cell): void {
  if (sameJson(prompt, requestForCell(cell).messages)) return;
  throw new InvalidInputError({
    problem: "promptfoo changed the prompt on its way to the provider",
    at: "promptfooconfig.yaml, env",
    expected: 'PROMPTFOO_DISABLE_TEMPLATING: "true", and prompts from src/promptfoo/prompts.ts alone',
  });
}

function sameJson(text: string, value: unknown): boolean {
  try {
    return canonicalJson(JSON.parse(text)) === canonicalJson(value);
  } catch {
    return false; // not JSON, so not our messages
  }
}

/** promptfoo's --repeat would show one recording several times and call it repeats. */
function assertFirstRepeat(context: CallApiContextParams | undefined): void {
  if ((context?.repeatIndex ?? 0) === 0) return;
  throw new InvalidInputError({
    problem: "promptfoo's --repeat has no meaning for recorded replies",
    expected: "repeats in the suite, evals/<suite>.yaml",
    fix: "set `repeats` there and leave --repeat out",
  });
}
