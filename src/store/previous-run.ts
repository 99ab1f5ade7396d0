import { join } from "node:path";
import type { RunManifest } from "../contracts/run.ts";
import type { PastTrial } from "../contracts/trial.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { stableHash } from "../shared/stable-hash.ts";
import { listRuns, loadManifest } from "./run-folder.ts";
import { readTrialsCsv, TRIALS_CSV } from "./trials-csv.ts";

export interface PastRun {
  readonly id: string;
  readonly trials: readonly PastTrial[];
}

/**
 * The newest finished run that may be compared with this one: same suite, scenarios, scorer versions and
 * weights. Prompts and models may differ: those are what a user changes. Null when there is none.
 */
export async function findPreviousRun(runsFolder: string, manifest: RunManifest): Promise<PastRun | null> {
  for await (const { id } of comparableRuns(runsFolder, manifest)) {
    const trials = await readTrialsCsv(join(runsFolder, id, TRIALS_CSV));
    if (trials !== null) return { id, trials };
  }
  return null;
}

/** The same run by its manifest alone. */
export async function findPreviousManifest(
  runsFolder: string,
  manifest: RunManifest,
): Promise<RunManifest | null> {
  for await (const past of comparableRuns(runsFolder, manifest)) return past;
  return null;
}

/** Newest first. */
async function* comparableRuns(runsFolder: string, manifest: RunManifest): AsyncGenerator<RunManifest> {
  const ids = (await listRuns(runsFolder)).filter((id) => id < manifest.id).reverse();
  for (const id of ids) {
    const past = await loadManifest(join(runsFolder, id)).catch(skipUnreadable);
    if (past !== null && isComparable(past, manifest)) yield past;
  }
}

function skipUnreadable(error: unknown): null {
  if (error instanceof InvalidInputError) return null;
  throw error;
}

function isComparable(past: RunManifest, present: RunManifest): boolean {
  return past.finishedAt !== null && gradingFingerprint(past) === gradingFingerprint(present);
}

/** Equal for runs whose figures mean the same: suite, scenarios, scorer versions, weights and judge. */
export function gradingFingerprint(manifest: RunManifest): string {
  const { suite, scenarioHashes, scorerVersions, weightsVersion, judge } = manifest;
  return stableHash([suite.id, scenarioHashes, scorerVersions, weightsVersion, judge ?? null]);
}
