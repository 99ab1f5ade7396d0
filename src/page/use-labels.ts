import { useEffect, useState } from "preact/hooks";
import { type Label, type LabelAnswer, type LabelQuestion, latestLabels } from "../contracts/label.ts";
import type { Score } from "../contracts/score.ts";
import type { GradedTrial } from "../contracts/trial.ts";
import { newLabel } from "../review/new-label.ts";
import { keep, recall } from "./browser-memory.ts";
import { useReviewing } from "./reviewing.ts";
import { messageOf } from "./use-loaded.ts";

export interface Labelling {
  readonly reviewer: string;
  readonly nameReviewer: (name: string) => void;
  /** This reviewer's last word; null where there is none. */
  readonly answerTo: (question: LabelQuestion, scorerId: string | null) => Label | null;
  readonly answer: (
    asked: { readonly question: LabelQuestion; readonly score: Score | null },
    given: { readonly answer: LabelAnswer; readonly comment: string },
  ) => Promise<void>;
  /** Why the last answer was not kept; null where it was. */
  readonly problem: string | null;
}

const PLACE = "firedrill-reviewer";

/** The labels of one trial by whoever sits here. */
export function useLabels(runId: string, trial: GradedTrial, { isBlind }: { isBlind: boolean }): Labelling {
  const { source } = useReviewing();
  const [reviewer, setReviewer] = useState(() => recall(PLACE) ?? "");
  const [labels, setLabels] = useState<readonly Label[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    source.labels(runId).then(setLabels, (error: unknown) => setProblem(messageOf(error)));
  }, [runId]);
  const own = latestLabels(
    labels.filter(
      (label) =>
        label.reviewer === reviewer.trim() &&
        label.recordingKey === trial.recordingKey &&
        label.recordedAt === trial.recordedAt,
    ),
  );
  return {
    reviewer,
    nameReviewer: (name) => {
      keep(PLACE, name);
      setReviewer(name);
    },
    answerTo: (question, scorerId) =>
      own.find((label) => label.question === question && label.scorerId === scorerId) ?? null,
    answer: async (asked, given) => {
      const giver = { reviewer, isBlind, at: new Date().toISOString() };
      const label = newLabel({ runId, trial, ...asked }, given, giver);
      try {
        await source.addLabels([label]);
        setLabels((before) => [...before, label]);
        setProblem(null);
      } catch (error) {
        setProblem(messageOf(error));
      }
    },
    problem,
  };
}
