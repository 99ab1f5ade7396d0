import { z } from "zod";
import { metricUnitSchema } from "./comparison.ts";
import { provenanceSchema } from "./recording.ts";

/** What a comparison that stopped as soon as it could came to. Saved beside its run as `until-decided.json`. */
export const sequentialOutcomeSchema = z.strictObject({
  schemaVersion: z.literal(1),
  metric: z.string(),
  unit: metricUnitSchema.exclude(["ratio"]),
  /** The largest loss that still passes, in the unit. */
  tolerance: z.number().nonnegative(),
  /** The chance of a wrong pass, and of a wrong fail. */
  alpha: z.number(),
  baseline: z.string(),
  candidate: z.string(),
  verdict: z.enum(["pass", "fail", "inconclusive"]),
  /** Why, in one line. */
  reason: z.string(),
  /** Candidate − baseline, turned so that higher is better, in the unit; null where nothing was measured. */
  estimate: z.number().nullable(),
  /** Of the same, valid although it was looked at after every block (1 − 2α). */
  interval: z.strictObject({ low: z.number(), high: z.number() }).nullable(),
  /** Scenario × model × language. */
  cells: z.int().positive(),
  blocks: z.int().nonnegative(),
  plannedBlocks: z.int().positive(),
  unresolvedPairs: z.int().nonnegative(),
  /** Pairs asked again because a call had failed. */
  pairsAskedAgain: z.int().nonnegative(),
  /** Chance of blocks as different as these; null where unknown. */
  homogeneity: z.number().nullable(),
  /** Calls made, those of a block that was not finished included. */
  calls: z.int().nonnegative(),
  /** What asking every planned block would have taken. */
  fixedCalls: z.int().positive(),
  spentUsd: z.number().nonnegative().nullable(),
  /** Of the order of cells and sides. */
  seed: z.int().nonnegative(),
  provenance: z.partialRecord(provenanceSchema, z.int().nonnegative()),
});
export type SequentialOutcome = z.infer<typeof sequentialOutcomeSchema>;
