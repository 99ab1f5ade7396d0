import { z } from "zod";
import { languageSchema } from "./language.ts";
import { provenanceSchema } from "./recording.ts";
import type { severitySchema } from "./triage-report.ts";
import { trialKeySchema } from "./trial.ts";

/**
 * What a metric is measured in; a tolerance is in the same unit.
 * `points`: headline points, 0 to 100 · `share`: 0 to 1 · `ratio`: candidate over baseline, 1 is no change.
 */
export const metricUnitSchema = z.enum(["points", "share", "ratio"]);
export type MetricUnit = z.infer<typeof metricUnitSchema>;

/** What one trial contributes to a comparison: figures by metric id, and why it failed. */
export const trialFiguresSchema = z.strictObject({
  ...trialKeySchema.shape,
  /** Names the reply: two trials with the same one graded the same reply. Null where there is none. */
  reply: z.string().nullable(),
  provenance: provenanceSchema.nullable(),
  /** Null, as a whole, where there was no reply to grade. A single null: not scored or not measured. */
  values: z.record(z.string(), z.number().nullable()).nullable(),
  passed: z.boolean(),
  /** Hard failures, by gate id, in the order found. */
  gates: z.array(z.string()),
  /** The first thing that went wrong, for people; null where nothing did or it is not known. */
  finding: z.string().nullable(),
});
export type TrialFigures = z.infer<typeof trialFiguresSchema>;

const intervalSchema = z.strictObject({ low: z.number(), high: z.number() });

/** An effect in the metric's unit: a difference, or for `ratio` a ratio. */
export const effectSchema = z.strictObject({
  mean: z.number(),
  ...intervalSchema.shape,
  /**
   * What the interval speaks of. `suite`: these scenarios, the noise is the model's sampling · `population`:
   * scenarios in general · `same-replies`: both sides graded the very same replies, so nothing is uncertain.
   */
  basis: z.enum(["suite", "population", "same-replies"]),
});
export type Effect = z.infer<typeof effectSchema>;

export const verdictSchema = z.enum(["better", "not-worse", "worse", "inconclusive"]);
export type ComparisonVerdict = z.infer<typeof verdictSchema>;

export const metricComparisonSchema = z.strictObject({
  metric: z.string(),
  unit: metricUnitSchema,
  higherIsBetter: z.boolean(),
  /** Means over the paired cells (geometric for `ratio`, in the metric's own measure); null where nothing pairs. */
  baseline: z.number().nullable(),
  candidate: z.number().nullable(),
  /** 95th percentiles, for what has a tail worth watching; null elsewhere. */
  p95: z.strictObject({ baseline: z.number(), candidate: z.number() }).nullable(),
  effect: effectSchema.nullable(),
  /** The interval on scenarios in general where the effect is on the suite alone; null where none may be claimed. */
  population: intervalSchema.nullable(),
  /** The largest loss that is still "not worse", in the unit: points, share, or a ratio above 1. */
  tolerance: z.number().nonnegative(),
  verdict: verdictSchema,
  /** Why, in one line. */
  reason: z.string(),
  /** The smallest true loss this run would have seen four times in five, in the unit; null where unknown. */
  detectable: z.number().nonnegative().nullable(),
  /** Where `inconclusive`: scenarios that would decide against the tolerance, if more vary as these do; null where unknown or hopeless. */
  scenariosToDecide: z.int().positive().nullable(),
  /** Where `inconclusive`: repeats of every cell that would decide on this suite; null where unknown or hopeless. */
  repeatsToDecide: z.int().positive().nullable(),
  scenarios: z.int().nonnegative(),
  cells: z.int().nonnegative(),
});
export type MetricComparison = z.infer<typeof metricComparisonSchema>;

/** One scenario × language × model whose passes differ between the sides. */
export const flipSchema = z.strictObject({
  scenarioId: z.string(),
  modelId: z.string(),
  language: languageSchema,
  direction: z.enum(["pass-to-fail", "fail-to-pass"]),
  /** Repeats that passed, and how many there were. */
  baseline: z.strictObject({ passed: z.int().nonnegative(), trials: z.int().positive() }),
  candidate: z.strictObject({ passed: z.int().nonnegative(), trials: z.int().positive() }),
  /** The first finding of the side that fails. */
  finding: z.string().nullable(),
});
export type Flip = z.infer<typeof flipSchema>;

/** Chinese minus English on the cells that exist in both, in the metric's unit. */
export const paritySchema = z.strictObject({
  metric: z.string(),
  unit: metricUnitSchema,
  baselineGap: z.number(),
  candidateGap: z.number(),
  /** How the gap moved, with its interval over scenarios; below 0: Chinese fell behind. */
  change: effectSchema.nullable(),
  scenarios: z.int().positive(),
});
export type Parity = z.infer<typeof paritySchema>;

/** One part of the matrix by itself: described, not tested. */
export const sliceSchema = z.strictObject({
  by: z.enum(["language", "category", "severity", "model"]),
  name: z.string(),
  scenarios: z.int().nonnegative(),
  metrics: z.array(metricComparisonSchema),
});
export type ComparisonSlice = z.infer<typeof sliceSchema>;

/** A hard failure of the candidate in a cell where the baseline has none of that gate. */
export const newGateFailureSchema = z.strictObject({
  ...trialKeySchema.shape,
  gate: z.string(),
  finding: z.string().nullable(),
});
export type NewGateFailure = z.infer<typeof newGateFailureSchema>;

const sideSchema = z.strictObject({
  /** As a person would name it: "v1", "run 2026-…", "baseline smoke". */
  label: z.string(),
  promptIds: z.array(z.string()),
  trials: z.int().nonnegative(),
  /** Trials without a reply to grade. */
  missing: z.int().nonnegative(),
  provenance: z.partialRecord(provenanceSchema, z.int().nonnegative()),
});
export type ComparisonSide = z.infer<typeof sideSchema>;

export const comparisonSchema = z.strictObject({
  schemaVersion: z.literal(1),
  baseline: sideSchema,
  candidate: sideSchema,
  /** Cells (scenario × language × model) that both sides have. */
  pairedCells: z.int().nonnegative(),
  /** Cells that only one side has, or has no graded reply for. */
  unpairedCells: z.int().nonnegative(),
  metrics: z.array(metricComparisonSchema),
  slices: z.array(sliceSchema),
  parity: z.array(paritySchema),
  flips: z.array(flipSchema),
  newGateFailures: z.array(newGateFailureSchema),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** What a comparison may know of a scenario. */
export interface ScenarioFacts {
  readonly category: string;
  readonly severity: z.infer<typeof severitySchema>;
}
