import { appendFile, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type RunManifest, runManifestSchema } from "../contracts/run.ts";
import type { Trial } from "../contracts/trial.ts";
import { InvalidInputError, systemErrorCode } from "../shared/errors.ts";
import { guardRunWrites, MANIFEST, manifestText, TRIALS, writeWhole } from "./run-folder.ts";

const NOTE = "rescored.json";
const TABLES = ["trials.csv", "summary.csv"];

/** What the grades of a run were made with. */
const gradedWithSchema = runManifestSchema.pick({
  scorerVersions: true,
  weightsVersion: true,
  scenarioHashes: true,
  codeRevision: true,
});

/**
 * `rescored.json`, beside the manifest, which has no room for it: its readers refuse keys they do not know.
 * The latest re-score only.
 */
const noteSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** Of the run itself: kept here while the manifest says "not finished". */
  finishedAt: z.iso.datetime(),
  from: gradedWithSchema,
  to: gradedWithSchema,
});

export interface RunRewrite {
  appendTrial(trial: Trial): Promise<void>;
  appendText(name: "trials.csv" | "summary.csv", text: string): Promise<void>;
  /**
   * Puts the new files in the place of the old ones. Each is replaced whole, and while some are and some are
   * not, the manifest says that the run is not finished, so that nothing is compared with it; doing it again
   * completes it.
   */
  replace(gradedWith: z.infer<typeof gradedWithSchema>): Promise<void>;
  /** Leaves the run as it was. */
  discard(): Promise<void>;
}

/**
 * New grades for a stored run, written beside the old ones until `replace`.
 *
 * @throws InvalidInputError for a run that was cut short or is still being written; OutsideError where it
 *   cannot be written.
 */
export async function rewriteRun(path: string, manifest: RunManifest): Promise<RunRewrite> {
  const finishedAt = manifest.finishedAt ?? (await finishedBeforeRescore(path));
  if (finishedAt === null) throw unfinished(path);
  const files = [TRIALS, ...TABLES];
  const discard = () =>
    guardRunWrites(path, async () => {
      for (const name of files) await rm(partOf(path, name), { force: true });
    });
  await discard();
  const append = (name: string, text: string) =>
    guardRunWrites(path, () => appendFile(partOf(path, name), text));
  return {
    appendTrial: (trial) => append(TRIALS, `${JSON.stringify(trial)}\n`),
    appendText: append,
    async replace(gradedWith) {
      for (const step of replacing({ path, manifest: { ...manifest, finishedAt }, gradedWith }))
        await guardRunWrites(path, step);
    },
    discard,
  };
}

/** The steps of `replace`, so that each prefix of them can be tried. After any of them the run is readable. */
export function replacing({
  path,
  manifest,
  gradedWith,
}: {
  path: string;
  manifest: RunManifest;
  gradedWith: z.infer<typeof gradedWithSchema>;
}): (() => Promise<void>)[] {
  const write = (name: string, text: string) => () => writeWhole(join(path, name), text);
  const { scorerVersions, weightsVersion, scenarioHashes, codeRevision } = manifest;
  const note: z.infer<typeof noteSchema> = {
    schemaVersion: 1,
    finishedAt: manifest.finishedAt ?? "",
    from: { scorerVersions, weightsVersion, scenarioHashes, codeRevision },
    to: gradedWith,
  };
  const { codeRevision: _gradedBy, ...grades } = gradedWith;
  return [
    ...[TRIALS, ...TABLES].map((name) => () => flush(partOf(path, name))),
    write(NOTE, `${JSON.stringify(note, null, 2)}\n`),
    write(MANIFEST, manifestText({ ...manifest, finishedAt: null })),
    ...[TRIALS, ...TABLES].map((name) => () => rename(partOf(path, name), join(path, name))),
    write(MANIFEST, manifestText({ ...manifest, ...grades })),
  ];
}

/** When the run ended, where a re-score was stopped half-way; null for a run that never did. */
async function finishedBeforeRescore(path: string): Promise<string | null> {
  try {
    return noteSchema.parse(JSON.parse(await readFile(join(path, NOTE), "utf8"))).finishedAt;
  } catch (error) {
    const isNoNote = error instanceof SyntaxError || error instanceof z.ZodError;
    if (isNoNote || systemErrorCode(error) === "ENOENT") return null;
    throw error;
  }
}

function partOf(path: string, name: string): string {
  return join(path, `${name}.rescored`);
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

function unfinished(path: string): InvalidInputError {
  return new InvalidInputError({
    problem: "a run that was cut short, or is still being written, cannot be given new scores",
    at: join(path, MANIFEST),
    expected: "a finished run",
    received: "finishedAt: null",
    fix: "run the same eval again: what is recorded is not called again",
  });
}
