import type { GradingResult } from "promptfoo";
import type { GateFailure, Score } from "../contracts/score.ts";
import type { GradedTrial } from "../contracts/trial.ts";

type Grades = Pick<GradedTrial, "scores" | "gateFailures" | "headline" | "passed">;

/**
 * Our grades in promptfoo's shape: the headline is its score (0 to 1), each scorer one named score and one
 * component. A scorer without a verdict is in neither, because promptfoo knows no unknown and would count
 * it as 0; the reason names it.
 */
export function toGradingResult({ scores, gateFailures, headline, passed }: Grades): GradingResult {
  const scored = scores.flatMap(({ value, ...score }) => (value === null ? [] : [{ ...score, value }]));
  return {
    pass: passed,
    score: (headline ?? 0) / 100,
    reason: reasonFor({ scores, gateFailures, headline, passed }),
    namedScores: Object.fromEntries(scored.map(({ scorerId, value }) => [scorerId, value])),
    componentResults: scored.map(({ scorerId, value, summary }) => ({
      pass: isComponentPassed(scorerId, value, gateFailures),
      score: value,
      reason: `${scorerId}: ${summary}`,
      assertion: { type: "javascript", metric: scorerId, value: scorerId },
    })),
  };
}

/** Scorers have no pass mark of their own: one fails where it broke a gate or found nothing at all. */
function isComponentPassed(scorerId: string, value: number, gateFailures: readonly GateFailure[]): boolean {
  return value > 0 && gateFailures.every((failure) => failure.scorerId !== scorerId);
}

function reasonFor({ scores, gateFailures, headline, passed }: Grades): string {
  return [
    `${passed ? "passed" : "failed"}, headline ${headline === null ? "–" : headline.toFixed(1)}`,
    ...gateFailures.map(({ message }) => message),
    ...(passed ? [] : weakest(scores)),
    ...scores.filter(isUnknown).map(({ scorerId, summary }) => `${scorerId} not scored: ${summary}`),
  ].join("; ");
}

function isUnknown({ value }: Score): boolean {
  return value === null;
}

/** The scorer to look at first. */
function weakest(scores: readonly Score[]): string[] {
  const [lowest] = scores
    .filter((score) => !isUnknown(score))
    .toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0));
  return lowest === undefined ? [] : [`weakest: ${lowest.scorerId}, ${lowest.summary}`];
}
