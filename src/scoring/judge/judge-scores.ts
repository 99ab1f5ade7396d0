import type { JudgedQuestion, JudgeQuestion } from "../../contracts/judgement.ts";
import type { Score } from "../../contracts/score.ts";

/** Bumped whenever the same reply of a judge can be read differently. */
export const judgeVersion = 1;

const SCORER_IDS: Readonly<Record<JudgeQuestion, string>> = {
  "same-cause": "judge-same-cause",
  "evidence-supports": "judge-evidence",
};

export const judgeScorerIds: readonly string[] = Object.values(SCORER_IDS);

/** Judged answers as scores: yes 1, no 0, null with the reason where there is none. They weigh nothing in the headline. */
export function judgeScores(judged: readonly JudgedQuestion[]): Score[] {
  return judged.map(({ question, answer, reason, quote }) => ({
    scorerId: SCORER_IDS[question],
    scorerVersion: judgeVersion,
    value: answer === null ? null : answer === "yes" ? 1 : 0,
    summary: reason,
    findings:
      answer === null || quote === null
        ? []
        : [{ tone: answer === "yes" ? "good" : "bad", message: reason, inReport: quote, inContext: null }],
  }));
}
