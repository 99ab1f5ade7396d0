import type { AskedQuestion, JudgeQuestion } from "../../contracts/judgement.ts";
import { severitySchema, type TriageReport } from "../../contracts/triage-report.ts";
import { stableHash } from "../../shared/stable-hash.ts";

const TEXTS: Readonly<Record<JudgeQuestion, string>> = {
  "same-cause":
    "Does the cause of the first hypothesis name the same cause as the reference: the same trigger and the same mechanism, in whatever words? Naming only the symptom, a wider class of faults or another trigger is no.",
  "evidence-supports":
    "Does the evidence listed under the first hypothesis support that hypothesis rather than another one? Facts that are true but would also stand there under another cause do not support it.",
};

/**
 * The checklist of one call, in an order and under ids that follow from the report, so that the same report is always
 * asked the same. Two control questions about the severity have known answers, one yes and one no: text in the
 * report that makes a judge answer everything alike gives itself away.
 */
export function askQuestions(questions: readonly JudgeQuestion[], report: TriageReport): AskedQuestion[] {
  const other = severitySchema.options.find((severity) => severity !== report.severity) ?? report.severity;
  const asked = [
    ...questions.map((question) => ({ asks: question, text: TEXTS[question] })),
    { asks: "control-yes" as const, text: `Does the report give the severity ${report.severity}?` },
    { asks: "control-no" as const, text: `Does the report give the severity ${other}?` },
  ];
  const place = ({ asks }: { asks: string }) => stableHash([asks, report]);
  return asked
    .toSorted((a, b) => (place(a) < place(b) ? -1 : 1))
    .map((question, index) => ({ id: `q${index + 1}`, ...question }));
}
