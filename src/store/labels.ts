import { constants } from "node:fs";
import { type FileHandle, open, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { stringify } from "csv-stringify/sync";
import type { Label } from "../contracts/label.ts";
import { LABEL_COLUMNS, rowOfLabel } from "../contracts/label-row.ts";
import { InvalidInputError, OutsideError, systemErrorCode } from "../shared/errors.ts";
import { makeFolder } from "../shared/make-folder.ts";
import { saveTornBytes } from "../shared/save-torn-bytes.ts";
import { withFileLock } from "../shared/with-file-lock.ts";
import { readLabelFile } from "./label-file.ts";
import { labelFileName } from "./label-file-name.ts";

/** What reviewers said, in `results/labels/`: a file each, only ever added to. */
export interface LabelStore {
  /**
   * Every label of every `.csv` file in the folder, in the order they were given. One that stands in two files counts once.
   *
   * @throws InvalidInputError with every line that makes no sense.
   */
  all(): Promise<Label[]>;
  /**
   * Resolves once they are on disk.
   *
   * @throws OutsideError when they could not be written; then none of that reviewer's is.
   */
  append(labels: readonly Label[]): Promise<void>;
}

export interface LabelStoreOptions {
  /** Told of a last row that was cut short: no label is made of it, and appending moves it to a file beside. */
  readonly onTornLine?: (torn: { readonly file: string; readonly bytes: number }) => void;
}

/** Labels in a folder that need not be there yet. */
export function createLabelStore(
  folder: string,
  { onTornLine = () => {} }: LabelStoreOptions = {},
): LabelStore {
  return {
    async all() {
      const files = await Promise.all((await listFiles(folder)).map((file) => readFile(file)));
      const problems = files.flatMap(({ read }) => read.problems);
      if (problems.length > 0) throw new InvalidInputError(problems);
      for (const { file, read } of files)
        if (read.torn !== null) onTornLine({ file, bytes: read.torn.bytes });
      const labels = files.flatMap(({ read }) => read.labels);
      const distinct = new Map(labels.map((label) => [JSON.stringify(rowOfLabel(label)), label]));
      return [...distinct.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    },
    async append(labels) {
      for (const [reviewer, own] of Map.groupBy(labels, (label) => label.reviewer))
        await appendTo(join(folder, labelFileName(reviewer)), own);
    },
  };
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => name.toLowerCase().endsWith(".csv"))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return [];
    throw asOutsideError(error, `the labels cannot be read: ${folder}`);
  }
}

async function readFile(file: string) {
  try {
    return { file, read: await readLabelFile(file) };
  } catch (error) {
    throw asOutsideError(error, `the labels cannot be read: ${file}`);
  }
}

async function appendTo(file: string, labels: readonly Label[]): Promise<void> {
  try {
    await makeFolder(dirname(file));
    await withFileLock(file, () => withHandle(file, (handle) => appendRows(handle, file, labels)));
  } catch (error) {
    throw asOutsideError(error, `the labels cannot be written: ${file}`);
  }
}

/** One write of whole rows; a file that is empty gets its header with them. */
async function appendRows(handle: FileHandle, file: string, labels: readonly Label[]): Promise<void> {
  await mendEnd(handle, file);
  const { size } = await handle.stat();
  const rows = labels.map(rowOfLabel);
  try {
    await handle.appendFile(stringify(size === 0 ? [LABEL_COLUMNS, ...rows] : rows, QUOTED));
    await handle.datasync();
  } catch (error) {
    // Part of it may be there, and whoever is told of the failure will give these labels again.
    await handle.truncate(size).catch(() => {});
    throw error;
  }
}

const QUOTED = { quoted: true, quoted_empty: true } as const;

/** Makes the next row start on a line of its own. A torn one is moved, never deleted. */
async function mendEnd(handle: FileHandle, file: string): Promise<void> {
  if ((await handle.stat()).size === 0) return;
  const { problems, torn, endsInNewline } = await readLabelFile(file);
  if (problems.length > 0) throw new InvalidInputError(problems);
  if (torn !== null) {
    const bytes = Buffer.alloc(torn.bytes);
    await handle.read(bytes, 0, torn.bytes, torn.start);
    await saveTornBytes(file, bytes);
    await handle.truncate(torn.start);
  } else if (!endsInNewline) await handle.appendFile("\n");
}

async function withHandle(file: string, work: (handle: FileHandle) => Promise<void>): Promise<void> {
  const { O_RDWR, O_APPEND, O_CREAT } = constants;
  const handle = await open(file, O_RDWR | O_APPEND | O_CREAT, 0o644);
  try {
    await work(handle);
  } finally {
    await handle.close();
  }
}

/** A failure of the disk in words; anything else as it is. */
function asOutsideError(error: unknown, what: string): unknown {
  const code = systemErrorCode(error);
  if (code === null) return error;
  const fix = code === "ENOSPC" ? "make room on that disk" : "check the folder and its permissions";
  return new OutsideError(`${what} (${code})`, { cause: error, fix });
}
