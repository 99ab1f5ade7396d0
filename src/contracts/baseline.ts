import { z } from "zod";
import type { TrialFigures } from "./comparison.ts";
import { provenanceSchema } from "./recording.ts";
import { runManifestSchema } from "./run.ts";

/** All that decides whether two sets of grades mean the same: what was asked, and what graded the answers. */
const gradingIdentitySchema = runManifestSchema.pick({
  scenarioHashes: true,
  promptHashes: true,
  modelHashes: true,
  scorerVersions: true,
  weightsVersion: true,
  judge: true,
});
export type GradingIdentity = z.infer<typeof gradingIdentitySchema>;

/** `results/baselines/<name>.certificate.json`: what the figures beside it were made of and with. */
export const baselineCertificateSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** The suite it stands for, and its files' name. */
  name: z.string(),
  approvedAt: z.iso.datetime(),
  run: z.strictObject({
    id: z.string(),
    suiteId: z.string(),
    startedAt: z.iso.datetime(),
    codeRevision: z.string().nullable(),
  }),
  ...gradingIdentitySchema.shape,
  /** What the endpoints said they served, by model id; empty where no reply says. */
  servedModels: z.record(z.string(), z.array(z.string())),
  trials: z.int().positive(),
  passed: z.int().nonnegative(),
  /** Trials with at least one gate failure. */
  gateFailures: z.int().nonnegative(),
  provenance: z.partialRecord(provenanceSchema, z.int().nonnegative()),
  /** SHA-256 of a scenario's rows, by scenario id: an edit by hand shows, and where. */
  rowHashes: z.record(z.string(), z.string()),
});
export type BaselineCertificate = z.infer<typeof baselineCertificateSchema>;

/** An approved run's figures, with the certificate that says what they are worth. */
export interface Baseline {
  readonly certificate: BaselineCertificate;
  /** Sorted by scenario, prompt, model, language and repeat. None is without a graded reply. */
  readonly trials: readonly TrialFigures[];
}
