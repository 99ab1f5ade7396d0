import { open } from "node:fs/promises";
import { systemErrorCode } from "./errors.ts";

/**
 * Puts what is about to be cut off a file's end beside it, as `<file>.torn-<n>`, and gives that path. On disk before it
 * returns, so that a kill in between leaves two copies, not none.
 */
export async function saveTornBytes(file: string, bytes: Uint8Array): Promise<string> {
  for (let n = 1; ; n += 1) {
    const path = `${file}.torn-${n}`;
    try {
      const handle = await open(path, "wx");
      try {
        await handle.writeFile(bytes);
        await handle.datasync();
      } finally {
        await handle.close();
      }
      return path;
    } catch (error) {
      if (systemErrorCode(error) !== "EEXIST") throw error;
    }
  }
}
