import { join } from "node:path";
import type { TrialFigures } from "../contracts/comparison.ts";
import type { Trial } from "../contracts/trial.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { MANIFEST, type StoredRun, TRIALS } from "../store/run-folder.ts";

/** @throws InvalidInputError for a run that was cut short, or is still being written. */
export function assertFinished({ path, manifest }: StoredRun): void {
  if (manifest.finishedAt !== null) return;
  throw new InvalidInputError({
    problem: `run ${manifest.id} was cut short, or is still being written`,
    at: join(path, MANIFEST),
    expected: "a finished run",
    received: "finishedAt: null",
    fix: "run the same eval again: what is recorded is not called again",
  });
}

/**
 * What `read` makes of a run's trials, one by one, so that memory holds figures and no findings. Where it gives
 * null, the trial is left out.
 *
 * @throws InvalidInputError where trials that were planned are not stored.
 */
export async function readFigures(
  { path, manifest, trials }: StoredRun,
  read: (trial: Trial) => TrialFigures | null,
): Promise<TrialFigures[]> {
  const figures: TrialFigures[] = [];
  let stored = 0;
  for await (const trial of trials()) {
    stored += 1;
    const own = read(trial);
    if (own !== null) figures.push(own);
  }
  if (stored === manifest.plannedTrials) return figures;
  throw new InvalidInputError({
    problem: `run ${manifest.id} is not whole`,
    at: join(path, TRIALS),
    expected: `${manifest.plannedTrials} trials, as planned`,
    received: `${stored}`,
    fix: "run the same eval again: what is recorded is not called again",
  });
}
