import { z } from "zod";
import {
  type AskedQuestion,
  type JudgedQuestion,
  type JudgeQuestion,
  judgeReplySchema,
} from "../../contracts/judgement.ts";
import type { ModelReply } from "../../contracts/model-client.ts";
import type { TriageReport } from "../../contracts/triage-report.ts";
import { normaliseText } from "../text/normalise.ts";
import type { ReportField } from "../verdict.ts";
import { judgedFields } from "./judged-text.ts";

/** Text that speaks to whoever grades it. A report has no reason to. */
const SPEAKS_TO_GRADER =
  /\b(?:graders?|evaluators?|(?:to|for) (?:the|any) judges?|dear judges?|judge:|control questions?|answer(?: with| all)? ["']?(?:yes|no))\b|same-cause|evidence-supports|评审(?:者|员|模型)|评分(?:者|员|模型)|打分|裁判|请回答|一律回答/iu;

/** A quotation shorter than this stands anywhere. */
const SHORTEST_QUOTE = 3;

type Answer = z.infer<typeof judgeReplySchema>["answers"][number];

/**
 * A judge's reply as answers that code vouches for. Fails towards "not scored", never towards a verdict:
 * a reply that is cut off, no JSON or incomplete, or that misses a control question, voids every answer; a quotation
 * that does not stand where the question looks, and report text that speaks to its grader, void that one. Pure.
 */
export function readJudgement(
  reply: Pick<ModelReply, "text" | "finishReason">,
  { asked, report }: { asked: readonly AskedQuestion[]; report: TriageReport },
): JudgedQuestion[] {
  const questions = asked.flatMap(({ asks, id }) => (isControl(asks) ? [] : [{ question: asks, id }]));
  const answers = parseAnswers(reply, asked);
  const problem = typeof answers === "string" ? answers : controlProblem(asked, answers);
  return questions.map(({ question, id }) => {
    const answer = typeof answers === "string" ? undefined : answers.get(id);
    if (problem !== null || answer === undefined)
      return notJudged(question, problem ?? "it was not answered");
    return checkAnswer(question, answer, report);
  });
}

function parseAnswers(
  { text, finishReason }: Pick<ModelReply, "text" | "finishReason">,
  asked: readonly AskedQuestion[],
): ReadonlyMap<string, Answer> | string {
  if (finishReason === "length") return "the judge's reply was cut off";
  const bare = text.trim().replace(/^```(?:json)?\s*|\s*```$/g, "");
  let value: unknown;
  try {
    value = JSON.parse(bare);
  } catch {
    return "the judge's reply is no JSON";
  }
  const parsed = judgeReplySchema.safeParse(value);
  if (!parsed.success)
    return `the judge's reply is not as asked: ${z.prettifyError(parsed.error).split("\n")[0]}`;
  const answers = new Map(parsed.data.answers.map((answer) => [answer.id, answer]));
  const isComplete = answers.size === parsed.data.answers.length && asked.every(({ id }) => answers.has(id));
  return isComplete && answers.size === asked.length
    ? answers
    : "the judge did not answer each question once";
}

function controlProblem(
  asked: readonly AskedQuestion[],
  answers: ReadonlyMap<string, Answer>,
): string | null {
  const isMissed = asked.some(({ id, asks }) => {
    if (!isControl(asks)) return false;
    return answers.get(id)?.answer !== (asks === "control-yes" ? "yes" : "no");
  });
  return isMissed ? "the judge missed a control question" : null;
}

function isControl(asks: AskedQuestion["asks"]): asks is "control-yes" | "control-no" {
  return asks === "control-yes" || asks === "control-no";
}

function checkAnswer(question: JudgeQuestion, answer: Answer, report: TriageReport): JudgedQuestion {
  const fields = judgedFields(report).filter(({ path }) => looksAt(question, path));
  if (answer.answer === "cannot-tell") return notJudged(question, `the judge cannot tell: ${answer.why}`);
  if (judgedFields(report).some(({ text }) => SPEAKS_TO_GRADER.test(normaliseText(text).text))) {
    return notJudged(question, "the report speaks to its grader");
  }
  const quote = findQuote(answer.quote, fields);
  if (quote === null) return notJudged(question, "the judge quotes what does not stand there");
  return { question, answer: answer.answer, reason: answer.why, quote };
}

function looksAt(question: JudgeQuestion, path: string): boolean {
  return question === "same-cause" ? path === "hypotheses[0].cause" : path.startsWith("hypotheses[0].");
}

function findQuote(quote: string, fields: readonly ReportField[]): JudgedQuestion["quote"] {
  const wanted = quote.trim();
  if (wanted.length < SHORTEST_QUOTE) return null;
  for (const { path, text } of fields) {
    const start = text.indexOf(wanted);
    if (start !== -1) return { path, start, end: start + wanted.length, quote: wanted };
  }
  return null;
}

/** No answer, and why. */
export function notJudged(question: JudgeQuestion, reason: string): JudgedQuestion {
  return { question, answer: null, reason, quote: null };
}
