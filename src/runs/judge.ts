import type { JudgedQuestion, JudgeQuestion } from "../contracts/judgement.ts";
import type { Language } from "../contracts/language.ts";
import type { Model } from "../contracts/model.ts";
import type { ModelRequest } from "../contracts/model-client.ts";
import type { Prompt } from "../contracts/prompt.ts";
import type { Recording } from "../contracts/recording.ts";
import type { Scenario } from "../contracts/scenario.ts";
import type { TriageReport } from "../contracts/triage-report.ts";
import { buildRequest, judgeReplyFormat, recordingKey } from "../models/build-request.ts";
import { renderJudgePrompt } from "../prompts/render-prompt.ts";
import { askQuestions } from "../scoring/judge/ask-questions.ts";
import { judgedText } from "../scoring/judge/judged-text.ts";
import { notJudged, readJudgement } from "../scoring/judge/read-judgement.ts";
import { type CallFailure, type CallOptions, callAndRecord } from "./call-and-record.ts";
import type { StoppableClient } from "./collect-replies.ts";

/** Who judges, and by which prompt: both are part of every judgement's recording. */
export interface JudgeIdentity {
  readonly model: Model;
  readonly prompt: Prompt;
}

/** One report to be judged. */
export interface JudgedReport {
  readonly scenario: Scenario;
  readonly language: Language;
  readonly report: TriageReport;
  readonly questions: readonly JudgeQuestion[];
}

export interface Judge {
  /** Reports it may be asked about at the same time. */
  readonly concurrency: number;
  /** One entry per question. Whatever goes wrong is an answer of null with the reason, never a verdict. */
  judge(subject: JudgedReport): Promise<JudgedQuestion[]>;
}

const replyFormat = judgeReplyFormat();

/** The call a judgement takes, and what it asks. Pure: the same report is always asked the same. */
export function judgeCall(
  { model, prompt }: JudgeIdentity,
  { scenario, language, report, questions }: JudgedReport,
) {
  const asked = askQuestions(questions, report);
  const { statement } = scenario.expected.rootCause;
  const messages = renderJudgePrompt(prompt, {
    report: judgedText(report),
    reference: statement[language] ?? statement.en,
    questions: asked.map(({ id, text }) => ({ id, text })),
  });
  const request = buildRequest({
    model,
    prompt: { messages, sampling: prompt.parameters },
    replyFormat,
    repeat: 0,
  });
  return { asked, request, key: recordingKey(request) };
}

/** A judge over recordings: what is recorded is read, what is not is asked for where there is a client. */
export function createJudge(
  identity: JudgeIdentity,
  options: {
    /** Null with the reason: nothing may be asked. */
    readonly access: { readonly client: StoppableClient } | { readonly reason: string };
    /** Asks even where a judgement is recorded. */
    readonly isFresh: boolean;
    readonly find: (key: string) => Promise<Recording | null>;
    readonly calls: CallOptions;
  },
): Judge {
  const { access, find, calls } = options;
  if ("client" in access) calls.stop.addEventListener("abort", () => access.client.stop(), { once: true });
  const ask = async (subject: JudgedReport, request: ModelRequest): Promise<string | null> => {
    if ("reason" in access) return access.reason;
    // No scenario: whoever grades the replies about one must not take a judgement for a report.
    const purpose = {
      scenarioId: null,
      promptId: `judge-${identity.prompt.id}`,
      modelId: identity.model.id,
      language: subject.language,
    };
    const failure = await callAndRecord(
      { model: identity.model, request, purpose },
      { ...calls, client: access.client },
    );
    return failure === null ? null : describeFailure(failure);
  };
  return {
    concurrency: identity.model.concurrency,
    async judge(subject) {
      const { asked, request, key } = judgeCall(identity, subject);
      const stored = options.isFresh ? null : await find(key);
      const problem = stored === null ? await ask(subject, request) : null;
      if (problem !== null) return subject.questions.map((question) => notJudged(question, problem));
      const recording = stored ?? (await find(key));
      if (recording === null) throw new Error("a judgement was recorded and cannot be found");
      return readJudgement(recording.reply, { asked, report: subject.report });
    },
  };
}

function describeFailure(failure: CallFailure): string {
  return failure.kind === "failed" ? `the judge failed: ${failure.error.message}` : failure.reason;
}
