import type { ComparisonVerdict } from "../contracts/comparison.ts";
import { scenariosToDetect, smallestDetectable } from "../statistics/detectable-difference.ts";
import { tCdf } from "../statistics/distributions.ts";
import type { Estimate } from "../statistics/interval.ts";
import { FEWEST_FOR_POPULATION } from "../statistics/population-effect.ts";
import type { MetricEffect } from "./estimate-effect.ts";

/** The chance of a false "worse" anywhere in a family of metrics. */
export const ALPHA = 0.025;
const MOST_REPEATS = 1000;

/** The question put to an effect, on an additive scale where above 0 favours the candidate. */
export interface Question {
  /** Candidate − baseline, turned so that higher is better. Null where nothing can be said. */
  readonly gain: Estimate | null;
  /** The largest loss that is still "not worse", from 0. */
  readonly margin: number;
}

export interface Answer {
  readonly verdict: ComparisonVerdict;
  readonly reason: string;
}

/** The chance of a gain this low if the true loss were no more than the margin; null where nothing can be said. */
export function chanceIfNotWorse({ gain, margin }: Question): number | null {
  if (gain === null || gain.standardError === null) return null;
  const beyond = gain.mean + margin;
  if (gain.standardError === 0) return beyond < 0 ? 0 : 1;
  return tCdf(beyond / gain.standardError, gain.degreesOfFreedom ?? 1);
}

/**
 * Better, not worse, worse, or not decided, against a margin fixed before the run.
 *
 * `not-worse` needs the whole 95 % interval above −margin, `better` above 0, `worse` below −margin and, because many
 * metrics are looked at, also the p-value that Holm's rule leaves at or below .025. All else is inconclusive.
 *
 * @param adjusted the p-value of `chanceIfNotWorse` after Holm's adjustment over the family
 */
export function decideVerdict(
  { gain, margin }: Question,
  { adjusted, effect }: { adjusted: number | null; effect: MetricEffect },
): Answer {
  if (gain === null) return { verdict: "inconclusive", reason: whyNoInterval(effect) };
  if (effect.basis === "same-replies")
    return { verdict: "not-worse", reason: "both sides graded the same replies" };
  if (gain.low > 0) return { verdict: "better", reason: "the whole interval is a gain" };
  if (gain.low >= -margin) return { verdict: "not-worse", reason: "no loss beyond the tolerance" };
  if (gain.high >= -margin)
    return { verdict: "inconclusive", reason: "the interval lies on both sides of the tolerance" };
  if (adjusted !== null && adjusted <= ALPHA) {
    return { verdict: "worse", reason: "the whole interval is a loss beyond the tolerance" };
  }
  return {
    verdict: "inconclusive",
    reason: "a loss by itself, but among this many metrics it can be chance",
  };
}

function whyNoInterval({ cells, scenarios }: MetricEffect): string {
  if (cells === 0) return "nothing to compare: no cell has a value on both sides";
  const noun = scenarios === 1 ? "scenario" : "scenarios";
  return `${scenarios} ${noun} tried once: it takes two repeats everywhere, or ${FEWEST_FOR_POPULATION} scenarios`;
}

export interface WouldDecide {
  /** The smallest true loss seen four times in five, on the additive scale; null where unknown. */
  readonly detectable: number | null;
  readonly scenarios: number | null;
  readonly repeats: number | null;
}

/** What this run could have seen, and what it would take to decide if the truth is what was measured. */
export function whatWouldDecide({ gain, margin }: Question, effect: MetricEffect): WouldDecide {
  const distance = gain === null ? null : Math.abs(gain.mean + margin);
  const { scenarioSd, repeats, basis } = effect;
  const scenarios =
    distance === null || scenarioSd === null ? null : scenariosToDetect({ target: distance, sd: scenarioSd });
  if (gain === null || gain.standardError === null || gain.degreesOfFreedom === null) {
    return { detectable: null, scenarios, repeats: null };
  }
  const detectable = smallestDetectable({
    standardError: gain.standardError,
    degreesOfFreedom: gain.degreesOfFreedom,
  });
  return {
    detectable,
    scenarios,
    repeats: basis === "suite" ? repeatsFor(detectable, { distance, repeats }) : null,
  };
}

/** Noise falls with the root of the repeats. */
function repeatsFor(
  detectable: number,
  { distance, repeats }: { distance: number | null; repeats: number },
): number | null {
  if (distance === null || distance === 0) return null;
  const needed = Math.ceil(repeats * (detectable / distance) ** 2);
  return needed > MOST_REPEATS ? null : Math.max(needed, repeats);
}
