import pMap from "p-map";
import type { Model } from "../contracts/model.ts";
import { ModelCallError, type ModelClient, type ModelReply } from "../contracts/model-client.ts";
import type { Recording } from "../contracts/recording.ts";
import { replyCostUsd, upperBoundCostUsd } from "../models/cost.ts";
import type { CostGuard } from "./cost-guard.ts";
import { liveRecording } from "./live-recording.ts";
import { type Cell, requestForCell } from "./plan-run.ts";

/** Why a cell has no new reply: the model failed, or the call was not made. */
export type CallFailure =
  | { readonly kind: "failed"; readonly error: ModelCallError }
  | { readonly kind: "not-called"; readonly reason: string };

/** A client that can be told to send nothing more: what waits in it then fails, unsent, as interrupted. */
export type StoppableClient = ModelClient & { stop(): void };

export interface CollectProgress {
  readonly calls: number;
  readonly recorded: number;
  readonly failed: number;
  readonly inFlight: number;
  readonly spentUsd: number | null;
}

export interface CollectOptions {
  readonly clientOf: (model: Model) => StoppableClient;
  /** Stores a reply before anything else happens to it. The first failure stops new calls and is thrown at the end. */
  readonly record: (recording: Recording) => Promise<void>;
  readonly costGuard: CostGuard;
  /** Stops new calls; those in flight are awaited and kept. */
  readonly stop: AbortSignal;
  /** Breaks off calls in flight too. */
  readonly abort: AbortSignal;
  readonly now: () => Date;
  readonly onProgress?: (progress: CollectProgress) => void;
}

const STOPPED: CallFailure = { kind: "not-called", reason: "the run was stopped before this call" };

/** Calls waiting for a retry leave their place to others, so more are under way than in flight. */
const UNDER_WAY_PER_SLOT = 2;

/**
 * Calls the model of every cell given and records each reply the moment it arrives. Models run side by
 * side, each at its own pace; one that fails takes nothing from the others.
 *
 * @returns why, for every cell that got no reply. Cells not in it are recorded.
 */
export async function collectReplies(
  cells: readonly Cell[],
  options: CollectOptions,
): Promise<ReadonlyMap<Cell, CallFailure>> {
  const failures = new Map<Cell, CallFailure>();
  const tally = createTally(cells.length, options);
  const disk = watchDisk(options);
  await Promise.all(
    [...groupByModel(cells)].map(([model, ownCells]) => {
      const client = options.clientOf(model);
      disk.stop.addEventListener("abort", () => client.stop(), { once: true });
      const collect = async (cell: Cell) => {
        const failure = await collectOne(cell, { ...options, ...disk, client, tally });
        if (failure !== null) failures.set(cell, failure);
      };
      return pMap(ownCells, collect, { concurrency: model.concurrency * UNDER_WAY_PER_SLOT });
    }),
  );
  disk.throwIfFailed();
  return failures;
}

/** After a reply could not be stored no further call is made, but those in flight still get their chance to be kept. */
function watchDisk({ record, stop }: CollectOptions) {
  const failed = new AbortController();
  return {
    stop: AbortSignal.any([stop, failed.signal]),
    record: async (recording: Recording) => {
      try {
        await record(recording);
      } catch (error) {
        failed.abort(error);
      }
    },
    throwIfFailed: () => failed.signal.throwIfAborted(),
  };
}

function groupByModel(cells: readonly Cell[]): Map<Model, Cell[]> {
  return Map.groupBy(cells, (cell) => cell.model);
}

async function collectOne(
  cell: Cell,
  options: CollectOptions & { client: ModelClient; tally: Tally },
): Promise<CallFailure | null> {
  const { client, costGuard, stop, tally } = options;
  if (stop.aborted) return STOPPED;
  const request = requestForCell(cell);
  const upperBoundUsd = upperBoundCostUsd(request, cell.model.price);
  if (!costGuard.reserve(upperBoundUsd)) {
    return { kind: "not-called", reason: "this call could have passed --max-cost" };
  }

  tally.start();
  let reply: ModelReply;
  try {
    reply = await client.ask(request, { signal: options.abort });
  } catch (error) {
    if (!(error instanceof ModelCallError)) throw error;
    costGuard.settle(upperBoundUsd, mayBeBilled(error) ? null : 0);
    tally.fail();
    return error.code === "interrupted" && !wasSent(error) ? STOPPED : { kind: "failed", error };
  }
  const { repeat: _repeat, ...purpose } = cell.key;
  const recording = liveRecording({
    cell: purpose,
    model: cell.model,
    request,
    reply,
    recordedAt: options.now(),
  });
  costGuard.settle(upperBoundUsd, replyCostUsd(reply, recording.price));
  await options.record(recording);
  tally.record();
  return null;
}

function wasSent({ attempts }: ModelCallError): boolean {
  return attempts > 0;
}

/** A call that was sent and never answered may still be on the bill. */
function mayBeBilled(error: ModelCallError): boolean {
  return wasSent(error) && ["timeout", "malformed", "interrupted"].includes(error.code);
}

interface Tally {
  start(): void;
  record(): void;
  fail(): void;
}

function createTally(calls: number, { costGuard, onProgress }: CollectOptions): Tally {
  let recorded = 0;
  let failed = 0;
  let started = 0;
  const tell = () =>
    onProgress?.({
      calls,
      recorded,
      failed,
      inFlight: started - recorded - failed,
      spentUsd: costGuard.spentUsd(),
    });
  return {
    start: () => {
      started += 1;
      tell();
    },
    record: () => {
      recorded += 1;
      tell();
    },
    fail: () => {
      failed += 1;
      tell();
    },
  };
}
