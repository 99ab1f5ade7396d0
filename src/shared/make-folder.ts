import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { systemErrorCode } from "./errors.ts";

/**
 * Makes a folder and those above it. Rejects with the system's error where that cannot be done.
 *
 * Node's own `recursive` never returns where a file system says ENOENT below a folder that is there, as /proc does.
 */
export async function makeFolder(path: string): Promise<void> {
  const code = await tryMakeFolder(path);
  if (code !== "ENOENT" || dirname(path) === path) return;
  await makeFolder(dirname(path));
  await mkdir(path).catch((error: unknown) => {
    if (systemErrorCode(error) !== "EEXIST") throw error; // another process may have been first
  });
}

/** Null when the folder is there now, "ENOENT" when the one above it seems to be missing. */
async function tryMakeFolder(path: string): Promise<"ENOENT" | null> {
  try {
    await mkdir(path);
    return null;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === "ENOENT") return code;
    if (code === "EEXIST") return null; // a file of that name shows itself at the first write below it
    throw error;
  }
}
