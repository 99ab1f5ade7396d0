import { z } from "zod";
import { languageSchema } from "./language.ts";
import { provenanceSchema } from "./recording.ts";
import { confidenceSchema } from "./triage-report.ts";

export const modeSchema = z.enum(["replay", "auto", "record"]);
/** `replay` never calls · `auto` calls what is missing · `record` calls everything again. */
export type Mode = z.infer<typeof modeSchema>;

/** What is needed to repeat a run and to know whether two may be compared. */
export const runManifestSchema = z.strictObject({
  schemaVersion: z.literal(1),
  id: z.string(),
  startedAt: z.iso.datetime(),
  /** Null while it runs, and for good when it was cut short. */
  finishedAt: z.iso.datetime().nullable(),
  suite: z.strictObject({
    id: z.string(),
    scenarios: z.array(z.string()),
    prompts: z.array(z.string()),
    models: z.array(z.string()),
    languages: z.array(languageSchema),
    repeats: z.int().positive(),
  }),
  /** SHA-256, hex, by id. */
  scenarioHashes: z.record(z.string(), z.string()),
  promptHashes: z.record(z.string(), z.string()),
  modelHashes: z.record(z.string(), z.string()),
  scorerVersions: z.record(z.string(), z.int()),
  weightsVersion: z.int().positive(),
  /** Past incidents that prompts were given: at most how many each, and a hash of all of them; absent where none were. */
  similar: z.strictObject({ limit: z.int().positive(), hash: z.string() }).optional(),
  /** Who judged what code cannot decide; absent where nobody did. */
  judge: z
    .strictObject({
      modelId: z.string(),
      modelHash: z.string(),
      promptId: z.string(),
      promptHash: z.string(),
    })
    .optional(),
  /** The git commit, with "+changes" where the work tree differed; null outside git. */
  codeRevision: z.string().nullable(),
  plannedTrials: z.int().nonnegative(),
  callsMade: z.int().nonnegative().nullable(),
  spentUsd: z.number().nonnegative().nullable(),
});
export type RunManifest = z.infer<typeof runManifestSchema>;

const shareSchema = z.number().min(0).max(1);

/** How often hypotheses of each confidence were right, over many trials. */
const calibrationSchema = z.strictObject({
  hypotheses: z.int().positive(),
  /** High, medium, low. */
  labels: z.array(
    z.strictObject({
      confidence: confidenceSchema,
      /** What the label is taken to promise, 0 to 1. */
      statedChance: shareSchema,
      given: z.int().nonnegative(),
      right: z.int().nonnegative(),
      /** Right over given, with its 95 % interval; null where the label was never given. */
      rightShare: shareSchema.nullable(),
      rightLow: shareSchema.nullable(),
      rightHigh: shareSchema.nullable(),
    }),
  ),
  /** Expected calibration error, 0 (promises kept) to 1. */
  error: shareSchema,
});
export type Calibration = z.infer<typeof calibrationSchema>;

/** One row of the results table: all trials of one prompt × model × language. */
export const summaryRowSchema = z.strictObject({
  promptId: z.string(),
  modelId: z.string(),
  language: languageSchema,
  planned: z.int().nonnegative(),
  graded: z.int().nonnegative(),
  /** Planned minus graded: typed failures and cells without a recording. */
  missing: z.int().nonnegative(),
  /** Passed over planned, 0 to 1: a missing trial has not passed. Null when nothing was graded. */
  passRate: z.number().min(0).max(1).nullable(),
  /** Mean of the graded trials, 0 to 100. */
  headline: z.number().min(0).max(100).nullable(),
  /** Mean value per scorer over the trials it scored; null where it scored none. */
  scores: z.record(z.string(), z.number().min(0).max(1).nullable()),
  /** Null below 20 hypotheses that could be judged. */
  calibration: calibrationSchema.nullable(),
  gateFailures: z.int().nonnegative(),
  latencyP50Ms: z.number().nonnegative().nullable(),
  latencyP95Ms: z.number().nonnegative().nullable(),
  inputTokens: z.int().nonnegative().nullable(),
  outputTokens: z.int().nonnegative().nullable(),
  /** Sum over the trials whose cost is known; null where none is. */
  costUsd: z.number().nonnegative().nullable(),
  /** Trials by where their reply came from. */
  provenance: z.partialRecord(provenanceSchema, z.int().nonnegative()),
});
export type SummaryRow = z.infer<typeof summaryRowSchema>;

/** How one row of the results table moved since an earlier run, over the trials both have graded. */
export interface RowChange {
  /** Mean difference in headline points, above 0 is better; null when no trial can be paired. */
  readonly headline: number | null;
  /** Scenarios whose trials passed then and fail now, and the reverse. */
  readonly passedToFailed: readonly string[];
  readonly failedToPassed: readonly string[];
}
