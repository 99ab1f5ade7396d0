import { figuresOf } from "../compare/metrics.ts";
import type { TrialFigures } from "../contracts/comparison.ts";
import { isGraded, keyOfTrial, type Trial, type TrialKey } from "../contracts/trial.ts";

/**
 * Takes trials and keeps what a gate needs of each, so that memory holds figures and no replies. A planned cell that
 * no trial was made of is missing, not left out; a trial that was not planned says nothing.
 */
export function collectFigures(planned: readonly TrialKey[]) {
  const names = new Set(planned.map(nameOf));
  const figuresByName = new Map<string, TrialFigures>();
  let unjudged = 0;
  return {
    add(trial: Trial): void {
      const name = nameOf(keyOfTrial(trial));
      if (!names.has(name)) return;
      figuresByName.set(name, figuresOf(trial));
      if (isUnjudged(trial)) unjudged += 1;
    },
    /** One per planned cell, in their order, and how many of them a judge was to read and did not. */
    result: () => ({
      trials: planned.map((key) => figuresByName.get(nameOf(key)) ?? missingFigures(key)),
      unjudged,
    }),
  };
}

function nameOf(key: TrialKey): string {
  return JSON.stringify(key);
}

function missingFigures(key: TrialKey): TrialFigures {
  return figuresOf({ outcome: "not-recorded", ...key, problem: "the run has no trial for this cell" });
}

function isUnjudged(trial: Trial): boolean {
  return (
    isGraded(trial) &&
    trial.scores.some(({ scorerId, value }) => scorerId.startsWith("judge-") && value === null)
  );
}
