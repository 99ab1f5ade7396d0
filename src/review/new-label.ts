import type { Label, LabelAnswer, LabelQuestion } from "../contracts/label.ts";
import type { Score } from "../contracts/score.ts";
import { type GradedTrial, keyOfTrial } from "../contracts/trial.ts";

/** Who answers, when, and whether prompt, model and scores were hidden. */
export interface LabelGiver {
  readonly reviewer: string;
  readonly at: string;
  readonly isBlind: boolean;
}

/** What was asked of which trial. */
export interface Asked {
  readonly runId: string;
  readonly trial: GradedTrial;
  readonly question: LabelQuestion;
  /** The verdict that is judged; null for the questions about the report itself. */
  readonly score: Score | null;
}

/** One answer as it is kept. */
export function newLabel(
  { runId, trial, question, score }: Asked,
  { answer, comment }: { readonly answer: LabelAnswer; readonly comment: string },
  { reviewer, at, isBlind }: LabelGiver,
): Label {
  const { recordingKey, recordedAt } = trial;
  return {
    at,
    reviewer: reviewer.trim(),
    runId,
    ...keyOfTrial(trial),
    ...{ recordingKey, recordedAt, question },
    scorerId: score?.scorerId ?? null,
    scorerVersion: score?.scorerVersion ?? null,
    value: score?.value ?? null,
    ...{ answer, comment, isBlind },
  };
}
