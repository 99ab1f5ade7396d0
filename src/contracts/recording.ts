import { z } from "zod";
import { languageSchema } from "./language.ts";
import { priceSchema } from "./model.ts";
import { modelReplySchema, modelRequestSchema } from "./model-client.ts";

/**
 * Where a reply comes from:
 * `live` an API answered · `imported` a real reply captured elsewhere · `authored` written by hand for a
 * test or demonstration · `simulated` made by a simulated model.
 */
export const provenanceSchema = z.enum(["live", "imported", "authored", "simulated"]);
export type Provenance = z.infer<typeof provenanceSchema>;

/**
 * A stored reply: one line of `results/recordings/<model>.jsonl`, never changed once written. Where two
 * lines share a key, the later one counts.
 */
export const recordingSchema = z.strictObject({
  /** SHA-256 of the canonical request, hex. The first key of the line, so that files index without parsing. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  schemaVersion: z.literal(1),
  recordedAt: z.iso.datetime(),
  provenance: provenanceSchema,
  /** What a reader must know about where it comes from; null for live replies. */
  note: z.string().nullable(),
  /** Which cell it was bought for: a help to people, no part of the key. */
  cell: z.strictObject({
    scenarioId: z.string().nullable(),
    promptId: z.string(),
    modelId: z.string(),
    language: languageSchema,
  }),
  /** The price in force when it was bought, so that its cost never changes afterwards. */
  price: priceSchema.nullable(),
  request: modelRequestSchema,
  reply: modelReplySchema,
});
export type Recording = z.infer<typeof recordingSchema>;
