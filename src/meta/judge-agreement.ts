import { type JudgeQuestion, judgeQuestionSchema } from "../contracts/judgement.ts";
import type { Scenario } from "../contracts/scenario.ts";
import type { Judge } from "../runs/judge.ts";
import { type Agreement, cohenKappa } from "../statistics/cohen-kappa.ts";
import { parseTriageReport } from "../triage/parse-triage-report.ts";
import type { LabelledReport } from "./labelled-report.ts";

/** With fewer labels than this a judge's word is uncalibrated. */
export const FEWEST_LABELS = 30;

/** How far a judge and the people who labelled agree on one question. */
export interface QuestionAgreement {
  readonly question: JudgeQuestion;
  /** Reports with a label for it. */
  readonly labels: number;
  /** Of those, the ones the judge gave an answer that code accepted. */
  readonly answered: number;
  /** Null where nothing was answered. */
  readonly agreement: Agreement | null;
  /** Share of the labelled yes that the judge called yes, and of the no that it called no; null without any. */
  readonly sensitivity: number | null;
  readonly specificity: number | null;
}

/** Asks a judge about every labelled report that has a label for a question, and compares. */
export async function measureJudge(
  labelled: readonly LabelledReport[],
  { scenarios, judge }: { scenarios: ReadonlyMap<string, Scenario>; judge: Judge },
): Promise<QuestionAgreement[]> {
  const pairs = new Map<JudgeQuestion, { label: string; answer: string | null }[]>();
  for (const subject of labelled) {
    const labels = labelsOf(subject);
    const scenario = scenarios.get(subject.scenarioId);
    const parsed = parseTriageReport({ text: subject.text, finishReason: "stop" });
    if (labels.size === 0 || scenario === undefined || !parsed.ok) continue;
    const judged = await judge.judge({
      scenario,
      language: subject.language,
      report: parsed.report,
      questions: [...labels.keys()],
    });
    for (const { question, answer } of judged) {
      const own = pairs.get(question) ?? [];
      own.push({ label: labels.get(question) ?? "", answer });
      pairs.set(question, own);
    }
  }
  return judgeQuestionSchema.options.map((question) => agreementOn(question, pairs.get(question) ?? []));
}

/** What people said, by question: yes or no. An unresolved cause is what the judge is for, and no label. */
function labelsOf({ labels }: LabelledReport): Map<JudgeQuestion, string> {
  const { rootCause, evidenceSupports } = labels;
  return new Map<JudgeQuestion, string>([
    ...(rootCause === "accept" || rootCause === "reject"
      ? [["same-cause", rootCause === "accept" ? "yes" : "no"] as const]
      : []),
    ...(evidenceSupports === undefined
      ? []
      : [["evidence-supports", evidenceSupports ? "yes" : "no"] as const]),
  ]);
}

function agreementOn(
  question: JudgeQuestion,
  pairs: readonly { label: string; answer: string | null }[],
): QuestionAgreement {
  const answered = pairs.flatMap(({ label, answer }): [string, string][] =>
    answer === null ? [] : [[label, answer]],
  );
  const shareRight = (of: string) => {
    const own = answered.filter(([label]) => label === of);
    return own.length === 0 ? null : own.filter(([label, answer]) => label === answer).length / own.length;
  };
  return {
    question,
    labels: pairs.length,
    answered: answered.length,
    agreement: cohenKappa(answered),
    sensitivity: shareRight("yes"),
    specificity: shareRight("no"),
  };
}

/** "κ 0.83 [0.74, 0.92] over 150 labels", or that there are too few to say. */
export function describeAgreement({ answered, agreement }: QuestionAgreement): string {
  if (agreement === null || answered < FEWEST_LABELS) {
    return `uncalibrated: ${answered} of at least ${FEWEST_LABELS} labels answered`;
  }
  const { kappa, interval } = agreement;
  if (kappa === null || interval === null) return `all ${answered} labels alike: no κ can be given`;
  return `κ ${kappa.toFixed(2)} [${interval.low.toFixed(2)}, ${interval.high.toFixed(2)}] over ${answered} labels`;
}
