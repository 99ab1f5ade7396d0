import type { Calibration } from "../contracts/run.ts";
import type { Score } from "../contracts/score.ts";
import { type Confidence, confidenceSchema } from "../contracts/triage-report.ts";
import { sum } from "../statistics/mean.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";

/** What each label is taken to promise: the chance that the hypothesis is right. */
export const STATED_CHANCE: Readonly<Record<Confidence, number>> = { high: 0.85, medium: 0.5, low: 0.15 };

/** With fewer, every error is within the noise of a perfectly calibrated model. */
const FEWEST_HYPOTHESES = 20;

/** Hypotheses of one label, and how many of them were right. */
export interface LabelCount {
  readonly given: number;
  readonly right: number;
}
export type LabelCounts = Readonly<Record<Confidence, LabelCount>>;

/** How the `calibration` scorer files its counts in `Score.details`, and how they are read back. */
export function detailsOf(counts: LabelCounts): Record<string, number> {
  return Object.fromEntries(
    confidenceSchema.options.flatMap((label) => [
      [`${label}-given`, counts[label].given],
      [`${label}-right`, counts[label].right],
    ]),
  );
}

/** Counts hypotheses over many trials; a score without details (an older run's, an unscored one) adds none. */
export function countLabels(scores: Iterable<Pick<Score, "details">>): LabelCounts {
  const counts = {
    high: { given: 0, right: 0 },
    medium: { given: 0, right: 0 },
    low: { given: 0, right: 0 },
  };
  for (const { details = {} } of scores) {
    for (const label of confidenceSchema.options) {
      counts[label].given += details[`${label}-given`] ?? 0;
      counts[label].right += details[`${label}-right`] ?? 0;
    }
  }
  return counts;
}

/**
 * Does confidence mean anything, over a whole run? Per label how often it was right, and the expected
 * calibration error: the distance between promised and actual share, weighted by how often the label was used.
 *
 * Null below 20 hypotheses. Limits: the error is biased upwards in small samples, so no gate should rest on it
 * below 100 hypotheses a label; hypotheses of one report depend on each other (at most one is right, as a
 * rule), so the intervals are too narrow; the promised chances are ours, no model is told them.
 *
 * @see Naeini et al. 2015, Obtaining well calibrated probabilities using Bayesian binning.
 */
export function measureReliability(counts: LabelCounts): Calibration | null {
  const hypotheses = sum(confidenceSchema.options.map((label) => counts[label].given));
  if (hypotheses < FEWEST_HYPOTHESES) return null;
  const labels = confidenceSchema.options.map((confidence) => {
    const { given, right } = counts[confidence];
    const interval = wilsonInterval(right, given);
    return {
      confidence,
      statedChance: STATED_CHANCE[confidence],
      given,
      right,
      rightShare: given === 0 ? null : right / given,
      rightLow: interval?.low ?? null,
      rightHigh: interval?.high ?? null,
    };
  });
  const errors = labels.map(({ given, rightShare, statedChance }) =>
    rightShare === null ? 0 : (given / hypotheses) * Math.abs(rightShare - statedChance),
  );
  return { hypotheses, labels, error: sum(errors) };
}
