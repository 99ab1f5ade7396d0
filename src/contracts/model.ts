import { z } from "zod";
import { samplingSchema } from "./prompt.ts";

/** Price in US dollars per million tokens, as the vendor listed it on `asOf`. */
export const priceSchema = z.strictObject({
  inputPerMillion: z.number().nonnegative(),
  /** Null where the vendor has no cheaper rate for cached input: it then costs as other input. */
  cachedInputPerMillion: z.number().nonnegative().nullable(),
  outputPerMillion: z.number().nonnegative(),
  asOf: z.iso.date(),
  source: z.string().trim().min(1),
});
export type Price = z.infer<typeof priceSchema>;

const environmentVariable = z.string().regex(/^[A-Z][A-Z0-9_]*$/, "an environment variable's name");

const commonFields = {
  label: z.string().trim().min(1),
  /** Who serves it; part of a recording's key, unlike the endpoint. */
  provider: z.string().trim().min(1),
  /** Null for an endpoint that wants no key. */
  keyVariable: environmentVariable.nullable(),
  parameters: samplingSchema.default({}),
  /** Calls in flight at once, at most. */
  concurrency: z.int().positive().max(1000).default(8),
  /** Null: no limit of ours. */
  requestsPerMinute: z.int().positive().nullable().default(null),
  timeoutSeconds: z.number().positive().default(120),
  /** Attempts after the first, for failures that may pass. */
  maxRetries: z.int().nonnegative().max(20).default(6),
  /** Null: unknown, so cost is never shown. */
  price: priceSchema.nullable(),
};

/** An endpoint that speaks OpenAI's chat completions. */
const openaiModelSchema = z.strictObject({
  api: z.literal("openai"),
  ...commonFields,
  endpoint: z.url(),
  /** The model's name at that endpoint. */
  model: z.string().trim().min(1),
  /** How the endpoint can be held to JSON: by schema, by JSON mode, or by words alone. */
  output: z.enum(["json_schema", "json_object", "text"]),
});

/** Any provider that promptfoo can call, by its id there. */
const promptfooModelSchema = z.strictObject({
  api: z.literal("promptfoo"),
  ...commonFields,
  /** Such as `anthropic:messages:claude-sonnet-5`. */
  promptfooId: z.string().trim().min(1),
  /** Handed to that provider as its config; never put a key here. */
  config: z.record(z.string(), z.json()).default({}),
});

const rateSchema = z.number().min(0).max(1);
const ratesSchema = z.record(z.string(), rateSchema);

/** A log-normal figure: half of the draws lie below `median`; about two thirds within a factor of e^sigma. */
const spreadSchema = z.strictObject({ median: z.number().positive(), sigma: z.number().nonnegative() });

/** No model at all: a good report, spoilt at stated rates. What it does is known, so graders and gates can be tried on it. */
const simulatedModelSchema = z.strictObject({
  api: z.literal("simulated"),
  ...commonFields,
  provider: z.literal("simulated").default("simulated"),
  keyVariable: z.null().default(null),
  seed: z.int().nonnegative(),
  /** Defect → how often a reply has it, 0 to 1. */
  defects: ratesSchema.default({}),
  /** Prompt id → rates that stand in for those of `defects`. */
  byPrompt: z.record(z.string(), ratesSchema).default({}),
  /** Stated, not waited for. */
  latencyMs: spreadSchema,
  outputTokens: spreadSchema,
});

const modelEntrySchema = z.discriminatedUnion("api", [
  openaiModelSchema,
  promptfooModelSchema,
  simulatedModelSchema,
]);

/** `evals/models.yaml`: model id → entry. */
export const modelsFileSchema = z.strictObject({ models: z.record(z.string().min(1), modelEntrySchema) });

/** An entry of `evals/models.yaml` with its id. */
export type Model = z.infer<typeof modelEntrySchema> & { readonly id: string };
export type OpenaiModel = Extract<Model, { api: "openai" }>;
export type PromptfooModel = Extract<Model, { api: "promptfoo" }>;
export type SimulatedModel = Extract<Model, { api: "simulated" }>;
