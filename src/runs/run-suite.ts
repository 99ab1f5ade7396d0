import type { Model } from "../contracts/model.ts";
import type { Recording } from "../contracts/recording.ts";
import type { Mode } from "../contracts/run.ts";
import type { Trial } from "../contracts/trial.ts";
import type { CallFailure } from "./call-and-record.ts";
import { type CollectOptions, collectReplies, type StoppableClient } from "./collect-replies.ts";
import { gradeCells } from "./grade-cells.ts";
import type { Judge } from "./judge.ts";
import type { ModelAccess } from "./model-access.ts";
import type { Cell } from "./plan-run.ts";

/** Which cells will be called and which not, decided before anything is spent. */
export interface CallPlan {
  readonly toCall: readonly Cell[];
  /** Not recorded and not called, with the reason. */
  readonly notCalled: ReadonlyMap<Cell, CallFailure>;
}

/** Decides per cell. In `record` mode everything is called again; else what is recorded is never paid for twice. */
export function planCalls(
  cells: readonly Cell[],
  {
    mode,
    has,
    accessTo,
  }: { mode: Mode; has: (key: string) => boolean; accessTo: (model: Model) => ModelAccess },
): CallPlan {
  const toCall: Cell[] = [];
  const notCalled = new Map<Cell, CallFailure>();
  for (const cell of cells) {
    if (mode !== "record" && has(cell.recordingKey)) continue;
    const access = accessTo(cell.model);
    if (mode !== "replay" && "client" in access) toCall.push(cell);
    else if (!has(cell.recordingKey))
      notCalled.set(cell, { kind: "not-called", reason: reasonNotCalled(mode, access) });
  }
  return { toCall, notCalled };
}

function reasonNotCalled(mode: Mode, access: ModelAccess): string {
  if (mode !== "replay" && "missingKey" in access) return `not recorded, and ${access.missingKey} is not set`;
  return "no reply is recorded for this cell, and replay makes no calls";
}

/** Collect, then grade: every cell given ends as exactly one trial. */
export async function* runSuite(
  cells: readonly Cell[],
  plan: CallPlan,
  options: Omit<CollectOptions, "clientOf"> & {
    accessTo: (model: Model) => ModelAccess;
    find: (key: string) => Promise<Recording | null>;
    judge: Judge | null;
  },
): AsyncGenerator<Trial> {
  const failures = await collectReplies(plan.toCall, {
    ...options,
    clientOf: (model) => clientOf(options.accessTo(model)),
  });
  const { find, judge } = options;
  yield* gradeCells(cells, { find, judge, failures: new Map([...plan.notCalled, ...failures]) });
}

function clientOf(access: ModelAccess): StoppableClient {
  if ("client" in access) return access.client;
  throw new Error("a cell whose model has no key was planned to be called");
}
