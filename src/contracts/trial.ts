import { z } from "zod";
import { languageSchema } from "./language.ts";
import { modelCallErrorCodeSchema } from "./model-client.ts";
import { provenanceSchema } from "./recording.ts";
import { gateFailureSchema, scoreSchema } from "./score.ts";
import { severitySchema } from "./triage-report.ts";

/** Names one trial: scenario × prompt × model × language × repeat. */
export const trialKeySchema = z.strictObject({
  scenarioId: z.string(),
  promptId: z.string(),
  modelId: z.string(),
  language: languageSchema,
  /** 0 for the first. */
  repeat: z.int().nonnegative(),
});
export type TrialKey = z.infer<typeof trialKeySchema>;

/** Measured, never scored into quality. Null where it was not measured. */
export const measuredSchema = z.strictObject({
  latencyMs: z.number().nonnegative().nullable(),
  inputTokens: z.int().nonnegative().nullable(),
  cachedInputTokens: z.int().nonnegative().nullable(),
  outputTokens: z.int().nonnegative().nullable(),
  costUsd: z.number().nonnegative().nullable(),
});

/** What the reply was and how it was graded. */
const gradedFields = {
  ...trialKeySchema.shape,
  /** The recording that was graded: its key, and its time where a key was recorded more than once. */
  recordingKey: z.string(),
  recordedAt: z.iso.datetime(),
  provenance: provenanceSchema,
  servedModel: z.string().nullable(),
  finishReason: z.string().nullable(),
  measured: measuredSchema,
  scores: z.array(scoreSchema),
  gateFailures: z.array(gateFailureSchema),
  /** 0 to 100; null when nothing could be scored. */
  headline: z.number().min(0).max(100).nullable(),
  passed: z.boolean(),
};

export const trialSchema = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("scored"), ...gradedFields, severity: severitySchema }),
  z.strictObject({ outcome: z.literal("unreadable"), ...gradedFields, problems: z.array(z.string()).min(1) }),
  z.strictObject({
    outcome: z.literal("model-failed"),
    ...trialKeySchema.shape,
    code: modelCallErrorCodeSchema,
    problem: z.string(),
    attempts: z.int().nonnegative(),
  }),
  z.strictObject({ outcome: z.literal("not-recorded"), ...trialKeySchema.shape, problem: z.string() }),
]);
export type Trial = z.infer<typeof trialSchema>;
export type GradedTrial = Extract<Trial, { outcome: "scored" | "unreadable" }>;
export type FailedTrial = Exclude<Trial, GradedTrial>;

export function isGraded(trial: Trial): trial is GradedTrial {
  return trial.outcome === "scored" || trial.outcome === "unreadable";
}

/** A trial as one word that people can type: `payment-pool-exhaustion/v2/deepseek-chat/en/0`. */
export function trialSelector({ scenarioId, promptId, modelId, language, repeat }: TrialKey): string {
  return [scenarioId, promptId, modelId, language, repeat].join("/");
}

export function keyOfTrial({ scenarioId, promptId, modelId, language, repeat }: TrialKey): TrialKey {
  return { scenarioId, promptId, modelId, language, repeat };
}

/** What an earlier run said of one trial: enough to see what changed. */
export interface PastTrial extends TrialKey {
  /** 0 to 100; null when it was not graded. */
  readonly headline: number | null;
  readonly passed: boolean;
}
