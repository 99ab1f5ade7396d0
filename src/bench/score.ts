import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { type CliContext, projectPaths } from "../cli/context.ts";
import type { Recording } from "../contracts/recording.ts";
import { renderRecordingLine } from "../models/recording-line.ts";
import { openRecordings } from "../models/recordings.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { measureProcess, nextMessage, startScript } from "./child-process.ts";
import type { GradeTimes } from "./grade-replies.ts";
import { inNewFolder } from "./in-new-folder.ts";
import { renderScoreTable, type ScoreMeasured } from "./render-score-table.ts";
import { varyReply } from "./vary-reply.ts";

const SIZES = [1_000, 4_000];
const LINES_AT_A_TIME = 200;

/** Grading stored replies, as `score` does it, at two sizes: time and memory must not grow with the second. */
export async function benchScore(args: readonly string[], context: CliContext): Promise<void> {
  if (args.length > 0) {
    throw new InvalidInputError({ problem: "this benchmark takes no flag", received: args.join(" ") });
  }
  const originals = await committedReplies(context);
  const rows: ScoreMeasured[] = [];
  for (const replies of SIZES) {
    context.stderr(`${replies} replies …\n`);
    rows.push(await measureSize(replies, originals));
  }
  context.stdout(renderScoreTable(rows, context.display));
}

async function committedReplies(context: CliContext): Promise<Recording[]> {
  const folder = projectPaths(context).recordings;
  const recordings = await openRecordings(folder, { onRepair: () => {}, isReadOnly: true });
  const stored = await Array.fromAsync(recordings.all());
  // The committed ones: what a demonstration simulated here is no part of the measure.
  const all = stored.filter(({ provenance }) => provenance !== "simulated");
  await recordings.close();
  const gradable = all.filter(({ cell }) => cell.scenarioId !== null);
  if (gradable.length === 0) throw new Error(`${folder} holds no reply to make others from`);
  return gradable;
}

function measureSize(replies: number, originals: readonly Recording[]): Promise<ScoreMeasured> {
  return inNewFolder(async (folder) => {
    await writeReplies(join(folder, "bench.jsonl"), replies, originals);
    const child = startScript("./grade-replies.ts", [folder]);
    const [times, cost] = await Promise.all([nextMessage<GradeTimes>(child), measureProcess(child)]);
    if (times.graded !== replies) throw new Error(`${times.graded} of ${replies} replies were graded`);
    return { replies, times, peakMemoryMb: cost.peakMemoryMb };
  });
}

async function writeReplies(file: string, replies: number, originals: readonly Recording[]): Promise<void> {
  let lines: string[] = [];
  for (let number = 0; number < replies; number++) {
    const original = originals[number % originals.length];
    if (original !== undefined) lines.push(renderRecordingLine(varyReply(original, number)));
    if (lines.length < LINES_AT_A_TIME && number < replies - 1) continue;
    await appendFile(file, lines.join(""));
    lines = [];
  }
}
