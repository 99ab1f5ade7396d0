import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { OutsideError, systemErrorCode } from "../shared/errors.ts";
import type { CliContext } from "./context.ts";

/** Text to the file of `--out`, or to standard output where none was named. */
export async function writeOut(out: string | undefined, text: string, context: CliContext): Promise<void> {
  if (out === undefined) {
    context.stdout(text);
    return;
  }
  const path = resolve(context.userFolder, out);
  try {
    await writeFile(path, text);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    throw new OutsideError(`${path} cannot be written (${code})`, {
      cause: error,
      fix: "name another file by --out",
    });
  }
  context.stderr(`Written to ${path}\n`);
}
