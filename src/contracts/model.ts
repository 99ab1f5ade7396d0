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

const modelEntrySchema = z.discriminatedUnion("api", [openaiModelSchema, promptfooModelSchema]);

/** `evals/models.yaml`: model id → entry. */
export const modelsFileSchema = z.strictObject({ models: z.record(z.string().min(1), modelEntrySchema) });

/** An entry of `evals/models.yaml` with its id. */
export type Model = z.infer<typeof modelEntrySchema> & { readonly id: string };
export type OpenaiModel = Extract<Model, { api: "openai" }>;
export type PromptfooModel = Extract<Model, { api: "promptfoo" }>;
