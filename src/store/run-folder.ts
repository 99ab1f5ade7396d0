import { appendFile, open, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type RunManifest, runManifestSchema } from "../contracts/run.ts";
import { type Trial, trialSchema } from "../contracts/trial.ts";
import { InvalidInputError, OutsideError, systemErrorCode } from "../shared/errors.ts";
import { makeFolder } from "../shared/make-folder.ts";

const MANIFEST = "manifest.json";
const TRIALS = "trials.jsonl";

/** `results/runs/<id>/` while it is written. Every write that fails is an OutsideError. */
export interface RunFolder {
  readonly path: string;
  appendTrial(trial: Trial): Promise<void>;
  /** Adds to a text file that grows with the trials, such as `trials.csv`. */
  appendText(name: string, text: string): Promise<void>;
  /** Writes a whole file beside the trials, such as `summary.csv`. */
  writeText(name: string, text: string): Promise<void>;
  /** Seals the run with its final manifest. */
  finish(manifest: RunManifest): Promise<void>;
}

/** Makes the folder of a run and writes its manifest, so that a run cut short still says what it was. */
export async function createRunFolder(runsFolder: string, manifest: RunManifest): Promise<RunFolder> {
  const path = join(runsFolder, manifest.id);
  const trials = await guard(path, async () => {
    await makeFolder(path);
    await writeWhole(join(path, MANIFEST), manifestText(manifest));
    return open(join(path, TRIALS), "a");
  });
  return {
    path,
    appendTrial: (trial) => guard(path, () => trials.appendFile(`${JSON.stringify(trial)}\n`)),
    appendText: (name, text) => guard(path, () => appendFile(join(path, name), text)),
    writeText: (name, text) => guard(path, () => writeWhole(join(path, name), text)),
    finish: (final) =>
      guard(path, async () => {
        await trials.close();
        await writeWhole(join(path, MANIFEST), manifestText(final));
      }),
  };
}

/** A stored run: its manifest, and its trials one by one. */
export interface StoredRun {
  readonly path: string;
  readonly manifest: RunManifest;
  trials(): AsyncGenerator<Trial>;
}

/** @throws InvalidInputError when the folder holds no run, or one of another schema version. */
export async function loadRun(path: string): Promise<StoredRun> {
  const manifest = await loadManifest(path);
  return { path, manifest, trials: () => readTrials(path) };
}

export async function loadManifest(path: string): Promise<RunManifest> {
  const file = join(path, MANIFEST);
  try {
    return runManifestSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    throw new InvalidInputError({
      problem: "this is not the folder of a run that can be read",
      at: file,
      expected: "a manifest.json written by eval (schema version 1)",
      received:
        systemErrorCode(error) ??
        (error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)),
      fix: "name a folder of results/runs/, or run eval again",
    });
  }
}

async function* readTrials(path: string): AsyncGenerator<Trial> {
  const file = await open(join(path, TRIALS), "r");
  try {
    for await (const line of file.readLines()) {
      if (line !== "") yield trialSchema.parse(JSON.parse(line));
    }
  } finally {
    await file.close();
  }
}

function manifestText(manifest: RunManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Written aside and moved into place: a reader never sees half a file. */
async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}

async function guard<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    throw new OutsideError(`the run cannot be written to ${path} (${code})`, {
      cause: error,
      fix:
        code === "ENOSPC"
          ? "free some disk space and run again"
          : "make the folder writable, or name another by --results",
    });
  }
}
