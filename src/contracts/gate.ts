import { z } from "zod";
import { languageSchema } from "./language.ts";

/** What an undecided gate comes to: exit 1, exit 4 or exit 0. */
export const inconclusiveMeansSchema = z.enum(["fail", "warn", "pass"]);

const metricIdSchema = z
  .string()
  .regex(
    /^(headline|pass|gate-failures|latency|cost|input-tokens|output-tokens|score:[a-z0-9]+(-[a-z0-9]+)*)$/,
    "headline, pass, gate-failures, latency, cost, input-tokens, output-tokens or score:<scorer>",
  );

/** The largest tolerated loss by metric, in the metric's own unit: headline points, a share, or a ratio above 1. */
const tolerancesSchema = z
  .record(metricIdSchema, z.number().nonnegative())
  .superRefine((tolerances, context) => {
    for (const [metric, tolerance] of Object.entries(tolerances)) {
      const isRatio = /^(latency|cost|.*-tokens)$/.test(metric);
      const isInUnit = isRatio ? tolerance >= 1 : metric === "headline" ? tolerance <= 100 : tolerance < 1;
      if (isInUnit) continue;
      const unit = isRatio
        ? "a ratio from 1: 1.1 is 10 % more"
        : metric === "headline"
          ? "points, 0 to 100"
          : "a share below 1";
      context.addIssue({ code: "custom", path: [metric], message: `expected ${unit}` });
    }
  });

/** When a changed prompt may ship: the `gate` part of a suite. */
export const gatePolicySchema = z.strictObject({
  /** The gated metrics. Each must be shown to lose no more than this. */
  tolerances: tolerancesSchema.default({ headline: 3, "score:root-cause": 0.05 }),
  /** The same for one language by itself. */
  byLanguage: z.partialRecord(languageSchema, tolerancesSchema).default({}),
  /** By how much Chinese may fall further behind English, by metric; a share or headline points. */
  parity: tolerancesSchema.default({}),
  /** Broken by a single case, whatever the averages say. */
  never: z.array(z.enum(["new-gate-failure", "missed-sev1"])).default(["new-gate-failure", "missed-sev1"]),
  budgets: z
    .strictObject({
      /** Of the whole candidate. */
      costUsd: z.number().nonnegative().optional(),
      costPerTrialUsd: z.number().nonnegative().optional(),
      latencyP95Ms: z.number().positive().optional(),
    })
    .default({}),
  /** Fewer paired scenarios than this decide nothing. */
  minimumScenarios: z.int().positive().default(1),
  /** The share of paired trials, 0 to 1, in which a gated metric may have no value. */
  unscoredAtMost: z.number().min(0).max(1).default(0.1),
  inconclusive: inconclusiveMeansSchema.default("warn"),
});
export type GatePolicy = z.infer<typeof gatePolicySchema>;

export const gateRuleSchema = z.strictObject({
  /** Such as "tolerance headline", "never missed-sev1", "budget costUsd", "every cell graded". */
  rule: z.string(),
  outcome: z.enum(["kept", "broken", "undecided"]),
  /** What was measured against which limit, in one line. */
  reason: z.string(),
});
export type GateRule = z.infer<typeof gateRuleSchema>;

const freshRepliesSchema = z.strictObject({
  /** Of the fresh replies graded, those that fail the same gate again. */
  failed: z.int().nonnegative(),
  graded: z.int().nonnegative(),
});

/** A new hard failure asked again on both prompts: one bad reply may be the model's dice. */
export const failureReplaySchema = z.strictObject({
  scenarioId: z.string(),
  modelId: z.string(),
  language: languageSchema,
  gate: z.string(),
  /** Fresh replies wanted of each prompt. */
  wanted: z.int().positive(),
  candidate: freshRepliesSchema,
  baseline: freshRepliesSchema,
  /** Why fewer than wanted were graded; null where none is missing. */
  whyFewer: z.string().nullable(),
});
export type FailureReplay = z.infer<typeof failureReplaySchema>;

export const gateDecisionSchema = z.strictObject({
  schemaVersion: z.literal(1),
  decision: z.enum(["go", "no-go", "inconclusive"]),
  /** What the rules say before the policy's word on undecided ones. */
  strict: z.enum(["go", "no-go", "inconclusive"]),
  rules: z.array(gateRuleSchema),
});
export type GateDecision = z.infer<typeof gateDecisionSchema>;
