import type { Model } from "../contracts/model.ts";
import {
  ModelCallError,
  type ModelClient,
  type ModelReply,
  type ModelRequest,
} from "../contracts/model-client.ts";
import type { Recording } from "../contracts/recording.ts";
import { replyCostUsd, upperBoundCostUsd } from "../models/cost.ts";
import type { CostGuard } from "./cost-guard.ts";
import { liveRecording } from "./live-recording.ts";

/** Why there is no new reply: the model failed, or the call was not made. */
export type CallFailure =
  | { readonly kind: "failed"; readonly error: ModelCallError }
  | { readonly kind: "not-called"; readonly reason: string };

export const STOPPED: CallFailure = { kind: "not-called", reason: "the run was stopped before this call" };

/** One call, and what its recording says it was bought for. */
export interface Call {
  readonly model: Model;
  readonly request: ModelRequest;
  readonly purpose: Recording["cell"];
}

export interface CallOptions {
  /** Stores a reply before anything else happens to it. The first failure stops new calls and is thrown at the end. */
  readonly record: (recording: Recording) => Promise<void>;
  readonly costGuard: CostGuard;
  /** Stops new calls; those in flight are awaited and kept. */
  readonly stop: AbortSignal;
  /** Breaks off calls in flight too. */
  readonly abort: AbortSignal;
  readonly now: () => Date;
}

/** Counts calls as they begin and end. */
export interface Tally {
  start(): void;
  record(): void;
  fail(): void;
}

/** Asks once, within the budget, and stores the reply the moment it is there. Null: it is recorded. */
export async function callAndRecord(
  { model, request, purpose }: Call,
  options: CallOptions & { readonly client: ModelClient; readonly tally?: Tally },
): Promise<CallFailure | null> {
  const { client, costGuard, stop, tally } = options;
  if (stop.aborted) return STOPPED;
  const upperBoundUsd = upperBoundCostUsd(request, model.price);
  if (!costGuard.reserve(upperBoundUsd)) {
    return { kind: "not-called", reason: "this call could have passed --max-cost" };
  }

  tally?.start();
  let reply: ModelReply;
  try {
    reply = await client.ask(request, { signal: options.abort });
  } catch (error) {
    if (!(error instanceof ModelCallError)) throw error;
    costGuard.settle(upperBoundUsd, mayBeBilled(error) ? null : 0);
    tally?.fail();
    return error.code === "interrupted" && !wasSent(error) ? STOPPED : { kind: "failed", error };
  }
  const recording = liveRecording({ cell: purpose, model, request, reply, recordedAt: options.now() });
  costGuard.settle(upperBoundUsd, replyCostUsd(reply, recording.price));
  await options.record(recording);
  tally?.record();
  return null;
}

function wasSent({ attempts }: ModelCallError): boolean {
  return attempts > 0;
}

/** A call that was sent and never answered may still be on the bill. */
function mayBeBilled(error: ModelCallError): boolean {
  return wasSent(error) && ["timeout", "malformed", "interrupted"].includes(error.code);
}
