import { link, rename, unlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { OutsideError, systemErrorCode } from "./errors.ts";

interface FileToWrite {
  readonly path: string;
  readonly text: string;
}

/** Writes a file as a whole, over the one that is there or not at all. @throws OutsideError where it cannot. */
export async function writeWholeFile({ path, text }: FileToWrite): Promise<void> {
  const draft = draftPath(path);
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (error) {
    await unlink(draft).catch(() => {});
    throw cannotWrite(path, error);
  }
}

/**
 * Writes files that must not be there yet: all of them, or none.
 *
 * @throws OutsideError where one cannot be written, or has appeared in the meantime.
 */
export async function writeNewFiles(files: readonly FileToWrite[]): Promise<void> {
  const made: string[] = [];
  try {
    for (const { path, text } of files) await writeFile(draftPath(path), text);
    for (const { path } of files) {
      // A link, unlike a rename, fails where the name is taken.
      await link(draftPath(path), path).catch((error: unknown) => {
        throw cannotWrite(path, error);
      });
      made.push(path);
    }
  } catch (error) {
    await Promise.all(made.map((path) => unlink(path)));
    throw error instanceof OutsideError ? error : cannotWrite(files[0]?.path ?? "", error);
  } finally {
    await Promise.all(files.map(({ path }) => unlink(draftPath(path)).catch(() => {})));
  }
}

/** Beside the file, under a name that no loader reads. */
function draftPath(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.draft`);
}

function cannotWrite(path: string, error: unknown): unknown {
  const code = systemErrorCode(error);
  if (code === null) return error;
  return new OutsideError(`${path} cannot be written (${code})`, {
    cause: error,
    fix: code === "EEXIST" ? "choose another name" : "check the folder and its permissions",
  });
}
