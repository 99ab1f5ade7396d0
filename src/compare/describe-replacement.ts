import type { TrialFigures } from "../contracts/comparison.ts";
import { trialSelector } from "../contracts/trial.ts";
import { stableHash } from "../shared/stable-hash.ts";

/** What one set of figures in the place of another changes, trial by trial. */
export interface Replacement {
  readonly added: number;
  readonly removed: number;
  /** Trials whose figures differ in anything. */
  readonly changed: number;
  /** Trials that passed before and fail now, and the reverse, as selectors. */
  readonly passToFail: readonly string[];
  readonly failToPass: readonly string[];
}

export function describeReplacement(
  before: readonly TrialFigures[],
  after: readonly TrialFigures[],
): Replacement {
  const old = new Map(before.map((trial) => [trialSelector(trial), trial]));
  const pairs = after.flatMap((trial) => {
    const then = old.get(trialSelector(trial));
    return then === undefined ? [] : [{ then, now: trial }];
  });
  const selectors = (flipped: (then: TrialFigures, now: TrialFigures) => boolean) =>
    pairs.filter(({ then, now }) => flipped(then, now)).map(({ now }): string => trialSelector(now));
  return {
    added: after.length - pairs.length,
    removed: before.length - pairs.length,
    changed: pairs.filter(({ then, now }) => stableHash(then) !== stableHash(now)).length,
    passToFail: selectors((then, now) => then.passed && !now.passed),
    failToPass: selectors((then, now) => !then.passed && now.passed),
  };
}
