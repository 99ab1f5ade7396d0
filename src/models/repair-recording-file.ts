import type { FileHandle } from "node:fs/promises";
import { saveTornBytes } from "../shared/save-torn-bytes.ts";
import { readBytes } from "./index-recording-file.ts";
import { parseRecordingLine } from "./recording-line.ts";

/** A write that was cut short, found at the end of a recordings file. */
export interface TornTail {
  readonly file: string;
  /** Bytes of the torn line. */
  readonly bytes: number;
  /** Where they were moved to; null when nothing may be written and they were only passed over. */
  readonly movedTo: string | null;
}

const SEARCH_BYTES = 64 * 1024;
const NEWLINE = 0x0a;

/**
 * Makes the file end in a newline, so that the next line starts on its own; needs the file's lock. A last
 * line that is whole gets its newline. A torn one is moved to `<file>.torn-<n>`, never deleted.
 *
 * @returns what was moved, or null when the end was sound or only lacked its newline.
 */
export async function repairRecordingFile(handle: FileHandle, file: string): Promise<TornTail | null> {
  const { size } = await handle.stat();
  const tailStart = await startOfTail(handle, size);
  if (tailStart === size) return null;

  const tail = await readBytes(handle, tailStart, size - tailStart);
  if (parseRecordingLine(tail.toString("utf8")).ok) {
    await handle.appendFile("\n");
    return null;
  }
  const movedTo = await saveTornBytes(file, tail);
  await handle.truncate(tailStart);
  await handle.datasync();
  return { file, bytes: tail.length, movedTo };
}

/** The offset after the last newline, searched from the end. */
async function startOfTail(handle: FileHandle, size: number): Promise<number> {
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - SEARCH_BYTES);
    const newline = (await readBytes(handle, start, end - start)).lastIndexOf(NEWLINE);
    if (newline !== -1) return start + newline + 1;
    end = start;
  }
  return 0;
}
