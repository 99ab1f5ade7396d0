import pMap from "p-map";
import type { Model } from "../contracts/model.ts";
import type { ModelClient } from "../contracts/model-client.ts";
import type { Recording } from "../contracts/recording.ts";
import { type CallFailure, type CallOptions, callAndRecord, STOPPED, type Tally } from "./call-and-record.ts";
import { type Cell, requestForCell } from "./plan-run.ts";

/** A client that can be told to send nothing more: what waits in it then fails, unsent, as interrupted. */
export type StoppableClient = ModelClient & { stop(): void };

export interface CollectProgress {
  readonly calls: number;
  readonly recorded: number;
  readonly failed: number;
  readonly inFlight: number;
  readonly spentUsd: number | null;
}

export interface CollectOptions extends CallOptions {
  readonly clientOf: (model: Model) => StoppableClient;
  readonly onProgress?: (progress: CollectProgress) => void;
}

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
  if (options.stop.aborted) return STOPPED;
  const { repeat: _repeat, ...purpose } = cell.key;
  return callAndRecord({ model: cell.model, request: requestForCell(cell), purpose }, options);
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
