import { z } from "zod";

/** Sampling parameters a prompt version may set over the model's own. */
export const samplingSchema = z.strictObject({
  temperature: z.number().min(0).max(2).optional(),
  /** Upper bound of the reply, in tokens. */
  maxOutputTokens: z.int().positive().optional(),
});
export type Sampling = z.infer<typeof samplingSchema>;

/** What `prompts/<version>/prompt.yaml` holds beside the two templates. */
export const promptMetadataSchema = z.strictObject({
  label: z.string().trim().min(1),
  /** What changed against the version before, and why. */
  changed: z.string().trim().min(1),
  parameters: samplingSchema.default({}),
});

/** One version of the triage prompt. Templates are Nunjucks, the language promptfoo uses. */
export interface Prompt extends z.infer<typeof promptMetadataSchema> {
  /** The version, which is the folder's name: "v1", "v2". */
  readonly id: string;
  readonly system: string;
  readonly user: string;
  /** SHA-256 over metadata and templates, hex. */
  readonly hash: string;
}
