import { open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { OutsideError, systemErrorCode } from "../shared/errors.ts";
import { makeFolder } from "../shared/make-folder.ts";

/** Room for a few replies: a disk with less is full for our purpose. */
const PROBE_BYTES = 256 * 1024;

/**
 * Proves that replies can be written to the recordings folder, before any is paid for: writes and removes
 * a probe, and opens every file that is there for appending.
 *
 * @throws OutsideError with what stands in the way.
 */
export async function assertWritable(folder: string): Promise<void> {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    await makeFolder(folder);
    await writeProbe(probe);
    for (const name of await readdir(folder)) {
      if (name.endsWith(".jsonl")) await (await open(join(folder, name), "a")).close();
    }
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    throw new OutsideError(`replies cannot be stored under ${folder} (${code}); nothing was called`, {
      fix: code === "ENOSPC" ? "make room on that disk" : "allow writing there, or replay what is recorded",
      cause: error,
    });
  }
}

async function writeProbe(path: string): Promise<void> {
  const handle = await open(path, "w");
  try {
    await handle.writeFile(Buffer.alloc(PROBE_BYTES));
    await handle.datasync();
  } finally {
    await handle.close();
    await rm(path, { force: true });
  }
}
