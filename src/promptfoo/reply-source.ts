import type { Model } from "../contracts/model.ts";
import type { Recording } from "../contracts/recording.ts";
import { collectReplies } from "../runs/collect-replies.ts";
import { createCostGuard } from "../runs/cost-guard.ts";
import type { ModelAccess } from "../runs/model-access.ts";
import type { Cell } from "../runs/plan-run.ts";

export type ReplyOutcome =
  | { readonly ok: true; readonly recording: Recording }
  | { readonly ok: false; readonly problem: string };

export interface ReplySource {
  readonly mode: "replay" | "auto";
  readonly find: (key: string) => Promise<Recording | null>;
  readonly record: (recording: Recording) => Promise<void>;
  /** Throws where a reply could not be stored: asked before each call that would be paid for. */
  readonly assertWritable: () => Promise<void>;
  readonly accessTo: (model: Model) => ModelAccess;
  readonly now: () => Date;
}

const NEVER = new AbortController().signal;

/** The recorded reply of a cell; in `auto` mode, where none is and the key is set, a new one, recorded first. */
export async function replyTo(cell: Cell, source: ReplySource, signal: AbortSignal): Promise<ReplyOutcome> {
  const recorded = await source.find(cell.recordingKey);
  if (recorded !== null) return { ok: true, recording: recorded };
  if (source.mode === "replay")
    return notRecorded("the provider's config says mode: replay; leave that out to call");
  const access = source.accessTo(cell.model);
  if ("missingKey" in access) return notRecorded(`set ${access.missingKey} to call the model`);

  await source.assertWritable();
  const { client } = access;
  const failures = await collectReplies([cell], {
    clientOf: () => client,
    record: source.record,
    costGuard: createCostGuard(null),
    stop: NEVER, // promptfoo may give up one call; the model's other calls go on
    abort: signal,
    now: source.now,
  });
  const failure = failures.get(cell);
  if (failure !== undefined) {
    return { ok: false, problem: failure.kind === "failed" ? failure.error.message : failure.reason };
  }
  const recording = await source.find(cell.recordingKey);
  if (recording === null) throw new Error("a reply that was just recorded is not found");
  return { ok: true, recording };
}

function notRecorded(howToGoLive: string): ReplyOutcome {
  return { ok: false, problem: `no reply is recorded for this cell: ${howToGoLive}` };
}
