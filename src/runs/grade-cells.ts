import { pMapIterable } from "p-map";
import type { JudgedQuestion, JudgeQuestion } from "../contracts/judgement.ts";
import type { Recording } from "../contracts/recording.ts";
import type { FailedTrial, GradedTrial, Trial } from "../contracts/trial.ts";
import { replyCostUsd } from "../models/cost.ts";
import { scoreReply } from "../scoring/score-reply.ts";
import { parseTriageReport } from "../triage/parse-triage-report.ts";
import type { CallFailure } from "./call-and-record.ts";
import type { Judge } from "./judge.ts";
import type { Cell } from "./plan-run.ts";

/**
 * Grades cells from their recordings, in the order given: no model, no engine. Without a judge one at a time.
 * A cell whose call failed ends as that failure, even where an older recording exists: grading that one would
 * pass it off as new.
 */
export async function* gradeCells(
  cells: Iterable<Cell>,
  {
    find,
    failures,
    judge,
  }: {
    find: (key: string) => Promise<Recording | null>;
    failures: ReadonlyMap<Cell, CallFailure>;
    /** Reads what code cannot decide; null where the run has none. */
    judge: Judge | null;
  },
): AsyncGenerator<Trial> {
  const gradeOne = async (cell: Cell): Promise<Trial> => {
    const failure = failures.get(cell);
    const recording = failure === undefined ? await find(cell.recordingKey) : null;
    if (recording === null) return failedTrial(cell, failure);
    return gradeWithJudge(cell, recording, judge);
  };
  if (judge !== null) yield* pMapIterable(cells, gradeOne, { concurrency: judge.concurrency });
  else for (const cell of cells) yield await gradeOne(cell);
}

/** The same, with what a judge says where there is one. */
export async function gradeWithJudge(
  cell: Pick<Cell, "key" | "scenario">,
  recording: Recording,
  judge: Judge | null,
): Promise<GradedTrial> {
  const byCode = gradeRecording(cell, recording);
  if (judge === null || byCode.outcome !== "scored") return byCode;
  const parsed = parseTriageReport(recording.reply);
  if (!parsed.ok) return byCode;
  const { scenario, key } = cell;
  const subject = {
    scenario,
    language: key.language,
    report: parsed.report,
    questions: questionsAfter(byCode),
  };
  return gradeRecording(cell, recording, await judge.judge(subject));
}

/** A judge is asked for the cause only where the rules recognise nothing: it never overturns what they decided. */
function questionsAfter({ scores }: GradedTrial): JudgeQuestion[] {
  const isUnresolved = scores.some(({ scorerId, value }) => scorerId === "root-cause" && value === null);
  return isUnresolved ? ["same-cause", "evidence-supports"] : ["evidence-supports"];
}

/** Recording → parsed reply → scores, for one cell. Pure. */
export function gradeRecording(
  { key, scenario }: Pick<Cell, "key" | "scenario">,
  recording: Recording,
  judged: readonly JudgedQuestion[] = [],
): GradedTrial {
  const { reply } = recording;
  const parsed = parseTriageReport(reply);
  const graded = {
    ...key,
    recordingKey: recording.key,
    recordedAt: recording.recordedAt,
    provenance: recording.provenance,
    servedModel: reply.servedModel,
    finishReason: reply.finishReason,
    measured: {
      latencyMs: reply.latencyMs,
      inputTokens: reply.usage?.inputTokens ?? null,
      cachedInputTokens: reply.usage?.cachedInputTokens ?? null,
      outputTokens: reply.usage?.outputTokens ?? null,
      costUsd: replyCostUsd(reply, recording.price),
    },
    ...scoreReply({ scenario, language: key.language, reply, parsed }, judged),
  };
  return parsed.ok
    ? { outcome: "scored", ...graded, severity: parsed.report.severity }
    : { outcome: "unreadable", ...graded, problems: [...parsed.problems] };
}

function failedTrial({ key }: Cell, failure: CallFailure | undefined): FailedTrial {
  if (failure?.kind === "failed") {
    const { code, message, attempts } = failure.error;
    return { outcome: "model-failed", ...key, code, problem: message, attempts };
  }
  return {
    outcome: "not-recorded",
    ...key,
    problem: failure?.reason ?? "no reply is recorded for this cell",
  };
}
