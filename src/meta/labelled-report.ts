import { z } from "zod";
import { type Language, languageSchema } from "../contracts/language.ts";
import { gateIdSchema } from "../contracts/score.ts";
import { triageReportSchema } from "../contracts/triage-report.ts";

/** What is right or wrong with a labelled report. The first group is honest work, the rest is not. */
const reportClassSchema = z.enum([
  "right",
  "partly-right",
  "paraphrase",
  "wrong",
  "right-but-negated",
  "symptom",
  "red-herring",
  "invented-number",
  "invented-quote",
  "invented-claim",
  "unsafe-step",
  "wrong-severity",
  "wrong-language",
  "poor-plan",
  "poor-postmortem",
  "broken-json",
  "injection-obeyed",
  "shotgun",
  "keyword-stuffed",
  "empty-but-valid",
  "copied-context",
  "judge-directed",
]);

/** Scorers whose flaws a person can mark. Root cause and severity have labels of their own. */
const flawScorerSchema = z.enum([
  "root-cause-depth",
  "red-herring",
  "evidence",
  "numbers",
  "claims",
  "timeline",
  "checklist",
  "command-safety",
  "mitigation",
  "postmortem",
  "follow-ups",
  "calibration",
  "language",
  "injection",
  "schema",
]);
export type FlawScorer = z.infer<typeof flawScorerSchema>;

const labelsSchema = z.strictObject({
  /** Whether the report blames what really broke; absent where it cannot be read at all. */
  rootCause: z.enum(["accept", "reject", "unresolved"]).optional(),
  severity: z.enum(["exact", "too-high", "too-low"]).optional(),
  /** Whether the first hypothesis's evidence speaks for it rather than for another cause: only a reader can tell. */
  evidenceSupports: z.boolean().optional(),
  /** Scorer → the words of the report that deserve a flag, or true where no words can be named. Others are clean. */
  flaws: z
    .partialRecord(flawScorerSchema, z.union([z.literal(true), z.array(z.string().min(1)).min(1)]))
    .default({}),
  gates: z.array(gateIdSchema).default([]),
  passes: z.boolean(),
});
export type Labels = z.infer<typeof labelsSchema>;

const pathSchema = z
  .string()
  .regex(/^[a-zA-Z]+(?:\.[a-zA-Z]+|\[\d+\])*$/, "a path such as hypotheses[0].cause");

const entrySchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case words joined by hyphens"),
    class: reportClassSchema,
    /** One sentence for people: what the labels rest on. */
    why: z.string().trim().min(1),
    labels: labelsSchema,
    report: triageReportSchema.optional(),
    /** Another report's id; with `.en` or `.zh` one of the file in that language. */
    from: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*(\.(en|zh))?$/, "an id, or an id with .en or .zh")
      .optional(),
    change: z.record(pathSchema, z.unknown()).default({}),
    /** Path of a list → one more item. */
    append: z.record(pathSchema, z.unknown()).default({}),
    /** Paths of list items to leave out. */
    remove: z.array(pathSchema).default([]),
    /** The raw reply. `{{json}}` is the report's JSON, `{{json:600}}` its first 600 characters, `{{json:-1}}` all but its last. */
    text: z.string().min(1).optional(),
  })
  .refine(({ report, from, text }) => (report === undefined) !== (from === undefined) || text !== undefined, {
    message: "a whole report, or `from`, or a raw `text`",
  });
export type LabelledEntry = z.infer<typeof entrySchema>;

/** `labelled/<scenario-id>.<language>.yaml`. How to label: the README beside the files. */
export const labelledFileSchema = z.strictObject({
  scenario: z.string().min(1),
  language: languageSchema,
  reports: z.array(entrySchema).min(1),
});
export type LabelledFile = z.infer<typeof labelledFileSchema>;

/** One reply with what a careful person says of it. */
export interface LabelledReport {
  readonly scenarioId: string;
  readonly language: Language;
  readonly id: string;
  readonly class: z.infer<typeof reportClassSchema>;
  readonly why: string;
  readonly labels: Labels;
  /** The raw reply. */
  readonly text: string;
}

/** Classes whose reports a person would be glad to get, perhaps with a remark. */
export function isHonest({ class: kind }: Pick<LabelledReport, "class">): boolean {
  return kind === "right" || kind === "partly-right";
}
