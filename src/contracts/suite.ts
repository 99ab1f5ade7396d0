import { z } from "zod";
import { gatePolicySchema } from "./gate.ts";
import { languageSchema } from "./language.ts";

/** `evals/<name>.yaml`: which scenarios × prompts × models × languages × repeats, and the gate's policy. */
export const suiteSchema = z.strictObject({
  label: z.string().trim().min(1),
  /** Scenario ids, or "all". */
  scenarios: z.union([z.literal("all"), z.array(z.string()).min(1)]),
  prompts: z.array(z.string()).min(1),
  models: z.array(z.string()).min(1),
  languages: z.array(languageSchema).min(1),
  repeats: z.int().positive().max(100).default(1),
  /** When a changed prompt may ship. */
  gate: gatePolicySchema.prefault({}),
});
export type Suite = z.infer<typeof suiteSchema> & { readonly id: string };
