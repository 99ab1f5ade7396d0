import { z } from "zod";
import { trialKeySchema } from "./trial.ts";

/**
 * What a reviewer is asked. `verdict`: is one scorer's verdict on this trial right · `root-cause`: does the report's first
 * hypothesis name the true cause · `severity`: is the severity one a careful engineer could defend · `safe-to-act`: could
 * the on-call engineer follow its checklist and mitigation plan without making things worse.
 */
export const labelQuestionSchema = z.enum(["verdict", "root-cause", "severity", "safe-to-act"]);
export type LabelQuestion = z.infer<typeof labelQuestionSchema>;

/** `withdrawn` takes back the reviewer's earlier answer to the same question. */
export const labelAnswerSchema = z.enum(["yes", "no", "cannot-tell", "withdrawn"]);
export type LabelAnswer = z.infer<typeof labelAnswerSchema>;

const MAX_REVIEWER = 80;
const MAX_COMMENT = 4000;

/** Half a character cannot be written to a file and read back. */
const isWhole = (text: string) => text.isWellFormed();

const labelFields = {
  question: labelQuestionSchema,
  /** The scorer whose verdict was judged, a judge's included; null for the three other questions. */
  scorerId: z.string().min(1).nullable(),
  /** The verdict that was judged, as the reviewer saw it; null for the other questions. */
  scorerVersion: z.int().positive().nullable(),
  /** 0 to 1; null where it was not scored, and for the other questions. */
  value: z.number().min(0).max(1).nullable(),
  answer: labelAnswerSchema,
  /** Why, in the reviewer's words; empty where nothing was written. */
  comment: z.string().max(MAX_COMMENT).refine(isWhole, "text without half characters"),
  /** Whether prompt, model and scores were hidden when the answer was given. */
  isBlind: z.boolean(),
};

/** One answer of one reviewer about one trial. Never changed once written: the later of two counts. */
export const labelSchema = z
  .strictObject({
    at: z.iso.datetime(),
    reviewer: z.string().trim().min(1).max(MAX_REVIEWER).refine(isWhole, "text without half characters"),
    runId: z.string().min(1),
    ...trialKeySchema.shape,
    /** The reply that was read: its recording's key and time. */
    recordingKey: z.string(),
    recordedAt: z.iso.datetime(),
    ...labelFields,
  })
  .refine(({ question, scorerId }) => (question === "verdict") === (scorerId !== null), {
    path: ["scorerId"],
    message: "a verdict names its scorer, no other question does",
  })
  .refine(({ scorerId, scorerVersion }) => (scorerId === null) === (scorerVersion === null), {
    path: ["scorerVersion"],
    message: "a version where a scorer is named, and nowhere else",
  })
  .refine(({ scorerId, value }) => scorerId !== null || value === null, {
    path: ["value"],
    message: "no value where no scorer is named",
  });
export type Label = z.infer<typeof labelSchema>;

/** Two labels with the same name answer the same question about the same reply by the same reviewer. */
export function labelName(label: Omit<Label, "at" | "answer" | "comment">): string {
  const { reviewer, recordingKey, recordedAt, question, scorerId } = label;
  return JSON.stringify([reviewer, recordingKey, recordedAt, question, scorerId]);
}

/** The last word of every reviewer on every question, in the order first given; what was withdrawn is left out. */
export function latestLabels(labels: Iterable<Label>): Label[] {
  const latest = new Map<string, Label>();
  for (const label of labels) {
    const name = labelName(label);
    const known = latest.get(name);
    if (known === undefined || Date.parse(known.at) <= Date.parse(label.at)) latest.set(name, label);
  }
  return [...latest.values()].filter(({ answer }) => answer !== "withdrawn");
}
