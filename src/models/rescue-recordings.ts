import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { OutsideError, systemErrorCode } from "../shared/errors.ts";

/**
 * Puts lines that could not be written where they belong somewhere else, because they are paid for: into
 * a file in the temporary folder or, failing that, on standard error.
 *
 * @returns the error to throw: what failed, where the lines are, and how to add them back.
 */
export async function rescueRecordings(
  lines: string,
  { file, cause }: { readonly file: string; readonly cause: unknown },
): Promise<OutsideError> {
  const what = `${file} cannot be written (${systemErrorCode(cause) ?? String(cause)})`;
  const rescueFile = join(tmpdir(), `firedrill-rescue-${process.pid}-${basename(file)}`);
  try {
    const handle = await open(rescueFile, "a", 0o600);
    try {
      await handle.appendFile(lines);
      await handle.datasync();
    } finally {
      await handle.close();
    }
  } catch {
    process.stderr.write(lines);
    return new OutsideError(`${what}; the replies were printed to standard error instead`, {
      fix: `make room or allow writing, then add the printed lines that begin with {"key": to ${file}`,
      cause,
    });
  }
  return new OutsideError(`${what}; the replies are safe in ${rescueFile}`, {
    fix: `make room or allow writing, then: cat '${rescueFile}' >> '${file}'`,
    cause,
  });
}
