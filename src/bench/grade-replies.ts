import { createContext, projectPaths } from "../cli/context.ts";
import type { Recording } from "../contracts/recording.ts";
import type { Scenario } from "../contracts/scenario.ts";
import { openRecordings } from "../models/recordings.ts";
import { gradeRecordings } from "../runs/grade-recordings.ts";
import { loadScenarios } from "../scenarios/load-scenarios.ts";
import { scorers } from "../scoring/registry.ts";
import { runScorer } from "../scoring/score-reply.ts";
import { parseTriageReport } from "../triage/parse-triage-report.ts";

/** What the grading process says of itself. */
export interface GradeTimes {
  readonly graded: number;
  /** Per reply, once the code is warm: by the clock, and of the processor. */
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Per reply. What several scorers share is on the bill of the first that asks. */
  readonly partMs: Readonly<Record<string, number>>;
}

const WARM_AFTER = 200;
const TIMED_BY_PART = 500;

/** A process of its own: grades every recording of a folder as `score` does, then some of them part by part. */
async function gradeReplies(folder: string): Promise<void> {
  const scenarios = await loadScenarios(projectPaths(createContext(process)).scenarios);
  const recordings = await openRecordings(folder, { onRepair: () => {}, isReadOnly: true });
  let graded = 0;
  let startedAt = Number.NaN;
  let cpuAt = process.cpuUsage();
  for await (const one of gradeRecordings(recordings.all(), scenarios)) {
    if (one.outcome === "graded") graded += 1;
    if (graded === WARM_AFTER) [startedAt, cpuAt] = [performance.now(), process.cpuUsage()];
  }
  const wallMs = (performance.now() - startedAt) / (graded - WARM_AFTER);
  const { user, system } = process.cpuUsage(cpuAt);
  const cpuMs = (user + system) / 1000 / (graded - WARM_AFTER);
  const partMs = await timeParts(recordings.all(), scenarios);
  await recordings.close();
  process.send?.({ graded, wallMs, cpuMs, partMs } satisfies GradeTimes, () => process.disconnect());
}

async function timeParts(
  recordings: AsyncIterable<Recording>,
  scenarios: ReadonlyMap<string, Scenario>,
): Promise<Record<string, number>> {
  const totalMs: Record<string, number> = {};
  const timed = <T>(part: string, work: () => T): T => {
    const startedAt = performance.now();
    const result = work();
    totalMs[part] = (totalMs[part] ?? 0) + (performance.now() - startedAt) / TIMED_BY_PART;
    return result;
  };
  let count = 0;
  for await (const { cell, reply } of recordings) {
    if (count === TIMED_BY_PART) break;
    count += 1;
    const scenario = scenarios.get(cell.scenarioId ?? "");
    if (scenario === undefined) throw new Error(`the benchmark has no scenario "${cell.scenarioId}"`);
    const parsed = timed("(reading the report)", () => parseTriageReport(reply));
    const input = { scenario, language: cell.language, reply, parsed };
    for (const scorer of scorers) timed(scorer.id, () => runScorer(scorer, input));
  }
  return totalMs;
}

await gradeReplies(process.argv[2] ?? "");
