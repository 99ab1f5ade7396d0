import { appendFile, type FileHandle, open, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type RunManifest, runManifestSchema } from "../contracts/run.ts";
import { type Trial, trialSchema } from "../contracts/trial.ts";
import { InvalidInputError, OutsideError, systemErrorCode } from "../shared/errors.ts";
import { makeFolder } from "../shared/make-folder.ts";

export const MANIFEST = "manifest.json";
export const TRIALS = "trials.jsonl";

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
  const trials = await guardRunWrites(path, async () => {
    await makeFolder(path);
    await writeWhole(join(path, MANIFEST), manifestText(manifest));
    return open(join(path, TRIALS), "a");
  });
  return {
    path,
    appendTrial: (trial) => guardRunWrites(path, () => trials.appendFile(`${JSON.stringify(trial)}\n`)),
    appendText: (name, text) => guardRunWrites(path, () => appendFile(join(path, name), text)),
    writeText: (name, text) => guardRunWrites(path, () => writeWhole(join(path, name), text)),
    finish: (final) =>
      guardRunWrites(path, async () => {
        await trials.close();
        await writeWhole(join(path, MANIFEST), manifestText(final));
      }),
  };
}

/** The ids of all runs, oldest first; none where the folder is missing. */
export async function listRuns(runsFolder: string): Promise<string[]> {
  const entries = await readdir(runsFolder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** A stored run: its manifest, and its trials one by one. */
export interface StoredRun {
  readonly path: string;
  readonly manifest: RunManifest;
  trials(): AsyncGenerator<Trial>;
}

export interface LoadOptions {
  /** Told of a last line of the trials that was cut short, as a kill leaves one; no trial is made of it. */
  readonly onTornLine: (torn: { readonly file: string; readonly bytes: number }) => void;
}

/**
 * @throws InvalidInputError when the folder holds no run, or one of another schema version; while its trials
 *   are read, for a line that is no trial, and for a torn last one where `onTornLine` is not given.
 */
export async function loadRun(path: string, { onTornLine }: Partial<LoadOptions> = {}): Promise<StoredRun> {
  const manifest = await loadManifest(path);
  return { path, manifest, trials: () => readTrials(join(path, TRIALS), onTornLine) };
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

async function* readTrials(
  file: string,
  onTornLine: LoadOptions["onTornLine"] | undefined,
): AsyncGenerator<Trial> {
  const handle = await openTrials(file);
  try {
    let number = 0;
    let last: { readonly line: string; readonly problem: string } | null = null;
    for await (const line of handle.readLines({ autoClose: false })) {
      if (last !== null) throw notATrial(`${file}:${number}`, last.problem);
      number += 1;
      if (line === "") continue;
      const parsed = parseTrial(line);
      // Only when another line follows is it known not to be the last one.
      if (parsed.trial === null) last = { line, problem: parsed.problem };
      else yield parsed.trial;
    }
    if (last === null) return;
    const isTorn = !(await endsInNewline(handle));
    if (!isTorn || onTornLine === undefined) throw notATrial(`${file}:${number}`, last.problem);
    onTornLine({ file, bytes: Buffer.byteLength(last.line) });
  } finally {
    await handle.close();
  }
}

async function openTrials(file: string): Promise<FileHandle> {
  try {
    return await open(file, "r");
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    throw new InvalidInputError({
      problem: "the trials of this run cannot be read",
      at: file,
      expected: "trials.jsonl as eval wrote it",
      received: code,
      fix: "run eval again",
    });
  }
}

export function parseTrial(line: string): { trial: Trial; problem: null } | { trial: null; problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { trial: null, problem: "it is not JSON" };
  }
  const parsed = trialSchema.safeParse(json);
  if (parsed.success) return { trial: parsed.data, problem: null };
  const [issue] = parsed.error.issues;
  return { trial: null, problem: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "wrong shape"}` };
}

async function endsInNewline(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() === "\n";
}

export function notATrial(at: string, received: string): InvalidInputError {
  return new InvalidInputError({
    problem: "a line of a run's trials is not a trial",
    at,
    expected: "one trial per line, as eval wrote it",
    received,
    fix: "delete that line, or run eval again",
  });
}

export function manifestText(manifest: RunManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Written aside and moved into place: a reader never sees half a file. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}

/** A write that fails is an outside failure, told with the folder and what helps. */
export async function guardRunWrites<T>(path: string, work: () => Promise<T>): Promise<T> {
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
