import { z } from "zod";

/**
 * What only a reader can decide. `same-cause`: is the first hypothesis the true cause in other words (asked where rules
 * recognise nothing) · `evidence-supports`: does its evidence really speak for it.
 */
export const judgeQuestionSchema = z.enum(["same-cause", "evidence-supports"]);
export type JudgeQuestion = z.infer<typeof judgeQuestionSchema>;

export const judgeAnswerSchema = z.enum(["yes", "no", "cannot-tell"]);

/** What a judge must return. */
export const judgeReplySchema = z.strictObject({
  answers: z.array(
    z.strictObject({ id: z.string(), answer: judgeAnswerSchema, quote: z.string(), why: z.string() }),
  ),
});

/** One question as it is asked: under an id that says nothing of which it is. */
export interface AskedQuestion {
  readonly id: string;
  /** The two controls have answers that code knows: a judge that misses one was not reading. */
  readonly asks: JudgeQuestion | "control-yes" | "control-no";
  readonly text: string;
}

/** One answer that code accepted, or why there is none. Three states: yes, no, not scored. */
export interface JudgedQuestion {
  readonly question: JudgeQuestion;
  readonly answer: "yes" | "no" | null;
  /** The judge's reason, or why the answer is void. */
  readonly reason: string;
  /** Where the quotation stands in the report; null where there is no answer. */
  readonly quote: {
    readonly path: string;
    readonly start: number;
    readonly end: number;
    readonly quote: string;
  } | null;
}
