import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { InvalidInputError, systemErrorCode } from "../shared/errors.ts";
import { findRun, isPath, LATEST } from "./find-run.ts";

/** What a name on the command line stands for: a run's folder, or recordings, all of a folder or one file. */
export type StoredReplies =
  | { readonly kind: "run"; readonly path: string }
  | { readonly kind: "recordings"; readonly folder: string; readonly only?: string };

const RUN_FILES = ["manifest.json", "trials.jsonl"];

/** @throws InvalidInputError for what is neither a run nor recordings. */
export async function findStoredReplies(
  name: string,
  { runsFolder, userFolder }: { runsFolder: string; userFolder: string },
): Promise<StoredReplies> {
  if (!isPath(name) && !name.endsWith(".jsonl")) {
    return { kind: "run", path: await findRun(name, { runsFolder, userFolder }) };
  }
  const path = resolve(userFolder, name);
  const kind = await kindOf(path);
  if (kind === "file" && path.endsWith(".jsonl") && basename(path) !== "trials.jsonl") {
    return { kind: "recordings", folder: dirname(path), only: basename(path) };
  }
  if (kind === "file" && RUN_FILES.includes(basename(path))) return { kind: "run", path: dirname(path) };
  if (kind === "folder") {
    const names = await readdir(path);
    if (names.some((file) => RUN_FILES.includes(file))) return { kind: "run", path };
    if (names.some((file) => file.endsWith(".jsonl"))) return { kind: "recordings", folder: path };
  }
  throw new InvalidInputError({
    problem: "this is neither a run nor recordings",
    at: path,
    expected: `a run's id or folder, "${LATEST}", or a recordings file (*.jsonl) or folder`,
    received: RECEIVED[kind],
    fix: `${LATEST}, or ${join("results", "recordings")}`,
  });
}

const RECEIVED = {
  file: "another kind of file",
  folder: "a folder without either",
  nothing: "nothing: there is no such path",
} as const;

async function kindOf(path: string): Promise<keyof typeof RECEIVED> {
  try {
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    return "nothing";
  }
}
