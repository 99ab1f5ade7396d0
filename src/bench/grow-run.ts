import { basename, dirname } from "node:path";
import { createRunReport } from "../cli/run-report.ts";
import type { RunManifest } from "../contracts/run.ts";
import { isGraded, type Trial } from "../contracts/trial.ts";
import { loadRun, type StoredRun } from "../store/run-folder.ts";

/**
 * Writes a run beside another of one repeat, with its trials `copies` times over: each copy is another repeat of the same
 * replies, its latencies and headlines a little different. Its files are written as `eval` writes them. Gives its folder.
 */
export async function growRun(path: string, copies: number): Promise<string> {
  const run = await loadRun(path);
  const manifest = manifestOf(run, copies);
  const report = await createRunReport(dirname(path), manifest);
  for (let repeat = 0; repeat < copies; repeat++) {
    for await (const trial of run.trials()) await report.add(copyOf(trial, repeat));
  }
  await report.finish(manifest, null);
  return report.path;
}

function manifestOf({ manifest, path }: StoredRun, copies: number): RunManifest {
  return {
    ...manifest,
    id: `${basename(path)}-${copies}`,
    suite: { ...manifest.suite, repeats: copies },
    plannedTrials: manifest.plannedTrials * copies,
  };
}

function copyOf(trial: Trial, repeat: number): Trial {
  if (!isGraded(trial)) return { ...trial, repeat };
  const { measured, headline } = trial;
  return {
    ...trial,
    repeat,
    measured: { ...measured, latencyMs: measured.latencyMs === null ? null : measured.latencyMs + repeat },
    headline: headline === null ? null : Math.max(0, headline - repeat / 100),
  };
}
