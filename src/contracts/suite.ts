import { z } from "zod";
import { gatePolicySchema } from "./gate.ts";
import { languageSchema } from "./language.ts";

/** Scenarios by what they are. Every condition given must hold. */
const scenarioSelectionSchema = z
  .strictObject({
    /** Has at least one of these tags. */
    tags: z.array(z.string()).min(1).optional(),
    /** Its incident text is written in each of these. */
    languages: z.array(languageSchema).min(1).optional(),
    /** Also the clean scenario that each selected twin repeats. */
    withOriginals: z.boolean().default(false),
  })
  .refine(({ tags, languages }) => tags !== undefined || languages !== undefined, "tags, languages or both");

/** `evals/<name>.yaml`: which scenarios × prompts × models × languages × repeats, and the gate's policy. */
export const suiteSchema = z.strictObject({
  label: z.string().trim().min(1),
  /** "all", scenario ids, or a selection such as `{ tags: [injection] }`. */
  scenarios: z.union([z.literal("all"), z.array(z.string()).min(1), scenarioSelectionSchema]),
  prompts: z.array(z.string()).min(1),
  models: z.array(z.string()).min(1),
  languages: z.array(languageSchema).min(1),
  repeats: z.int().positive().max(100).default(1),
  /**
   * How many similar past incidents each prompt is given. 0: none, and the prompts are as if there were no memory.
   * They become part of the request and so of its recording: another memory, other recordings.
   */
  similar: z.int().nonnegative().max(10).default(0),
  /** When a changed prompt may ship. */
  gate: gatePolicySchema.prefault({}),
});
export type Suite = z.infer<typeof suiteSchema> & { readonly id: string };
