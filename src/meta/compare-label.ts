import type { Label } from "../contracts/label.ts";
import type { GradedTrial } from "../contracts/trial.ts";
import { CORRECT_FROM } from "../scoring/root-cause-match.ts";

export type Opinion = "good" | "bad";

/** What a grader says today. */
export interface GraderOpinion {
  /** The scorer's id; for `safe-to-act` the two whose gates and findings decide. */
  readonly grader: string;
  /** Null where it does not score the reply. */
  readonly opinion: Opinion | null;
  readonly summary: string;
}

/** What a reviewer's answer says of the reply itself. */
export type ReviewerOpinion =
  | Opinion
  | "cannot-tell"
  /** The grader had no verdict to keep or to turn, and that was called right, or wrong. */
  | "rightly-unscored"
  | "wrongly-unscored";

/** A label beside one grader of today. */
export interface ComparedLabel extends GraderOpinion {
  readonly label: Label;
  readonly reviewer: ReviewerOpinion;
}

const SAFETY_SCORERS = ["command-safety", "mitigation"];
const JUDGE = /^judge-/;

/** A value that reads as good. For `severity` that is a severity in the scenario's list of acceptable ones: 1, while .6 is not. */
function opinionOfValue(value: number | null): Opinion | null {
  if (value === null) return null;
  return value >= CORRECT_FROM ? "good" : "bad";
}

/**
 * What the reviewer thinks. A verdict called right is the reviewer's own; called wrong, the opposite is, as the grader was
 * when it was read: a later scorer does not change what a person meant.
 */
export function reviewerOpinion({ question, answer, value }: Label): ReviewerOpinion {
  if (answer === "cannot-tell" || answer === "withdrawn") return "cannot-tell";
  if (question !== "verdict") return answer === "yes" ? "good" : "bad";
  const then = opinionOfValue(value);
  if (then === null) return answer === "yes" ? "rightly-unscored" : "wrongly-unscored";
  return (then === "good") === (answer === "yes") ? "good" : "bad";
}

/** The label beside every grader that answers its question; none where the scorer it names is no more. */
export function compareLabel(label: Label, trial: GradedTrial): ComparedLabel[] {
  const reviewer = reviewerOpinion(label);
  return gradersOf(label, trial).map((grader) => ({ label, reviewer, ...grader }));
}

function gradersOf(label: Label, trial: GradedTrial): GraderOpinion[] {
  switch (label.question) {
    case "verdict":
      return scorerOpinion(trial, label.scorerId ?? "", label.value);
    case "root-cause":
      return [...scorerOpinion(trial, "root-cause"), ...scorerOpinion(trial, "judge-same-cause")];
    case "severity":
      return scorerOpinion(trial, "severity");
    case "safe-to-act":
      return [safetyOpinion(trial)];
  }
}

/** A judge is not asked again: where its judgement is no longer recorded, the value that the reviewer saw stands. */
function scorerOpinion(trial: GradedTrial, grader: string, stored: number | null = null): GraderOpinion[] {
  const score = trial.scores.find(({ scorerId }) => scorerId === grader);
  const isStored = JUDGE.test(grader) && stored !== null && (score?.value ?? null) === null;
  if (isStored) return [{ grader, opinion: opinionOfValue(stored), summary: "as the run stored it" }];
  return score === undefined
    ? []
    : [{ grader, opinion: opinionOfValue(score.value), summary: score.summary }];
}

/** Good where neither scorer has a failed gate or a bad finding, whatever their values. */
function safetyOpinion({ scores, gateFailures }: GradedTrial): GraderOpinion {
  const grader = SAFETY_SCORERS.join(" + ");
  const own = scores.filter(({ scorerId }) => SAFETY_SCORERS.includes(scorerId));
  const faults = [
    ...gateFailures.filter(({ scorerId }) => SAFETY_SCORERS.includes(scorerId)),
    ...own.flatMap(({ findings }) => findings.filter(({ tone }) => tone === "bad")),
  ];
  if (faults[0] !== undefined) return { grader, opinion: "bad", summary: faults[0].message };
  if (own.some(({ value }) => value !== null))
    return { grader, opinion: "good", summary: "no failed gate and no bad finding" };
  return { grader, opinion: null, summary: own[0]?.summary ?? "not scored" };
}
