import { z } from "zod";

/** The languages a triage report can be asked for in. Keys of the report stay English in both. */
export const languageSchema = z.enum(["en", "zh"]);
export type Language = z.infer<typeof languageSchema>;

/** One text in each language; `zh` is absent where nobody has written it yet. */
export const localizedTextSchema = z.strictObject({
  en: z.string().trim().min(1),
  zh: z.string().trim().min(1).optional(),
});

/** Ways to say one thing, per language. Both lists are always tried: Chinese reports quote English. */
export const aliasesSchema = z.strictObject({
  en: z.array(z.string().trim().min(1)).default([]),
  zh: z.array(z.string().trim().min(1)).default([]),
});
export type Aliases = z.infer<typeof aliasesSchema>;
