import type { Recording } from "../contracts/recording.ts";
import type { FailedTrial, GradedTrial, Trial } from "../contracts/trial.ts";
import { replyCostUsd } from "../models/cost.ts";
import { scoreReply } from "../scoring/score-reply.ts";
import { parseTriageReport } from "../triage/parse-triage-report.ts";
import type { CallFailure } from "./collect-replies.ts";
import type { Cell } from "./plan-run.ts";

/**
 * Grades cells from their recordings, in the order given, one at a time: no model, no engine. A cell
 * whose call failed ends as that failure, even where an older recording exists: grading that one would
 * pass it off as new.
 */
export async function* gradeCells(
  cells: Iterable<Cell>,
  {
    find,
    failures,
  }: { find: (key: string) => Promise<Recording | null>; failures: ReadonlyMap<Cell, CallFailure> },
): AsyncGenerator<Trial> {
  for (const cell of cells) {
    const failure = failures.get(cell);
    const recording = failure === undefined ? await find(cell.recordingKey) : null;
    yield recording === null ? failedTrial(cell, failure) : gradeRecording(cell, recording);
  }
}

/** Recording → parsed reply → scores, for one cell. Pure. */
export function gradeRecording(
  { key, scenario }: Pick<Cell, "key" | "scenario">,
  recording: Recording,
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
    ...scoreReply({ scenario, language: key.language, reply, parsed }),
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
