import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Cell } from "../runs/plan-run.ts";
import { OutsideError } from "../shared/errors.ts";
import { measureProcess, nextMessage, type ProcessCost, startScript } from "./child-process.ts";
import { countRecordedCells } from "./count-recordings.ts";
import type { EngineCase } from "./engine-cases.ts";
import type { EngineTimes } from "./run-firedrill.ts";
import { countPromptfooReplies, PROMPTFOO_LOG, startPromptfoo } from "./run-promptfoo.ts";
import type { Served } from "./serve-replies.ts";

export interface Measured {
  readonly case: EngineCase;
  /** Our engine: plan ready to last reply on disk. Others: first request to last reply, as the server saw it. */
  readonly collectMs: number;
  /** The whole process, start-up and end included. */
  readonly wallMs: number;
  readonly peakMemoryMb: number | null;
  /** Null for the bare loop, which keeps nothing. */
  readonly kept: number | null;
  readonly gradeMs: number | null;
  readonly served: Served;
}

interface Kept {
  readonly kept: number | null;
  readonly collectMs: number | null;
  readonly gradeMs: number | null;
}

/** Runs one case against a server of its own. `cell` is any of its cells, `folder` is empty and takes its files. */
export async function measureCase(
  engineCase: EngineCase,
  { folder, cell }: { readonly folder: string; readonly cell: Cell },
): Promise<Measured> {
  const server = startScript("./serve-replies.ts", [String(engineCase.serverLimit ?? "Infinity")]);
  try {
    const url = await nextMessage<string>(server);
    const { cost, kept, collectMs, gradeMs } = await runCase(engineCase, { url, folder, cell });
    server.send("report");
    const served = await nextMessage<Served>(server);
    const { wallMs, peakMemoryMb } = cost;
    return {
      case: engineCase,
      collectMs: collectMs ?? served.spanMs,
      wallMs,
      peakMemoryMb,
      kept,
      gradeMs,
      served,
    };
  } finally {
    if (server.connected) server.disconnect();
  }
}

async function runCase(
  engineCase: EngineCase,
  place: { readonly url: string; readonly folder: string; readonly cell: Cell },
): Promise<Kept & { readonly cost: ProcessCost }> {
  const { url, folder } = place;
  const args = [url, folder, String(engineCase.trials), String(engineCase.concurrency)];
  switch (engineCase.runner) {
    case "firedrill": {
      const child = startScript("./run-firedrill.ts", args);
      const [times, cost] = await Promise.all([nextMessage<EngineTimes>(child), measureProcess(child)]);
      const { collectMs, gradeMs } = times;
      return { cost, kept: await countRecordedCells(folder), collectMs, gradeMs };
    }
    case "bare loop": {
      const cost = await measureProcess(startScript("./run-bare-loop.ts", args));
      if (cost.exitCode !== 0) throw new Error(`the bare loop ended with ${cost.exitCode}`);
      return { cost, kept: null, collectMs: null, gradeMs: null };
    }
    case "promptfoo": {
      const cost = await measureProcess(await startPromptfoo(place, engineCase));
      await assertPromptfooRan(cost, folder);
      return { cost, kept: await countPromptfooReplies(folder), collectMs: null, gradeMs: null };
    }
  }
}

const SOME_ROWS_FAILED = 100;

async function assertPromptfooRan({ exitCode }: ProcessCost, folder: string): Promise<void> {
  if (exitCode === 0 || exitCode === SOME_ROWS_FAILED) return;
  const log = await readFile(join(folder, PROMPTFOO_LOG), "utf8");
  throw new OutsideError(`promptfoo ended with ${exitCode}: ${log.trim().slice(-500)}`);
}
