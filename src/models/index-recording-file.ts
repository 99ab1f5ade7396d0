import type { FileHandle } from "node:fs/promises";
import { InvalidInputError } from "../shared/errors.ts";
import { keyOfLine, LINE_START_BYTES, parseRecordingLine } from "./recording-line.ts";

/** Where a recording stands. The reply itself stays on disk. */
export interface RecordingPlace {
  readonly file: string;
  readonly offset: number;
  /** Bytes, without the newline. */
  readonly length: number;
}

export interface RecordingFileIndex {
  /** In file order; a key may come more than once, and the later one counts. */
  readonly places: readonly (RecordingPlace & { readonly key: string })[];
  /** Bytes after the last newline that are no whole recording: a write that was cut short. */
  readonly tornBytes: number;
  /** The file ends in a whole recording without its newline. */
  readonly lacksNewline: boolean;
}

const CHUNK_BYTES = 1 << 20;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const CLOSING_BRACE = 0x7d;

/**
 * The recordings of one open file up to `size`, found by their first and last bytes alone. Writes nothing.
 *
 * @throws InvalidInputError for a line that is no recording, with its number.
 */
export async function indexRecordingFile(
  handle: FileHandle,
  { file, size }: { readonly file: string; readonly size: number },
): Promise<RecordingFileIndex> {
  const places: (RecordingPlace & { key: string })[] = [];
  let lineNumber = 0;
  const tailStart = await eachLine(handle, size, (line) => {
    lineNumber += 1;
    if (line.length === 0) return;
    const key = line.last === CLOSING_BRACE ? keyOfLine(line.start) : null;
    if (key === null) throw notARecording(`${file}:${lineNumber}`, line.start);
    places.push({ key, file, offset: line.offset, length: line.length });
  });

  if (tailStart === size) return { places, tornBytes: 0, lacksNewline: false };
  const tail = await readBytes(handle, tailStart, size - tailStart);
  const whole = parseRecordingLine(tail.toString("utf8"));
  if (!whole.ok) return { places, tornBytes: tail.length, lacksNewline: false };
  places.push({ key: whole.recording.key, file, offset: tailStart, length: tail.length });
  return { places, tornBytes: 0, lacksNewline: true };
}

/** Exactly `length` bytes from `offset`, or fewer where the file ends before. */
export async function readBytes(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

interface Line {
  readonly offset: number;
  /** Bytes, without newline and carriage return. */
  readonly length: number;
  readonly start: string;
  readonly last: number | undefined;
}

/** Calls back for each line that ends in a newline; gives the offset of what follows the last one. */
async function eachLine(handle: FileHandle, size: number, onLine: (line: Line) => void): Promise<number> {
  let lineStart = 0;
  /** Of the part of the current line that was in earlier chunks: its first bytes, and its last two. */
  let head: Buffer = Buffer.alloc(0);
  let lastTwo: Buffer = Buffer.alloc(0);

  for (let chunkStart = 0; chunkStart < size; ) {
    const chunk = await readBytes(handle, chunkStart, Math.min(CHUNK_BYTES, size - chunkStart));
    if (chunk.length === 0) break;
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      const piece = chunk.subarray(from, end);
      onLine(
        lineOf(
          lineStart,
          chunkStart + end,
          startOfLine(head, piece),
          Buffer.concat([lastTwo, piece.subarray(-2)]),
        ),
      );
      from = end + 1;
      lineStart = chunkStart + from;
      head = Buffer.alloc(0);
      lastTwo = Buffer.alloc(0);
    }
    const rest = chunk.subarray(from);
    head = startOfLine(head, rest);
    lastTwo = rest.subarray(-2);
    chunkStart += chunk.length;
  }
  return lineStart;
}

function lineOf(offset: number, end: number, start: Buffer, lastBytes: Buffer): Line {
  // Git may have checked the file out with Windows line ends.
  const hasReturn = lastBytes.at(-1) === CARRIAGE_RETURN;
  return {
    offset,
    length: end - offset - (hasReturn ? 1 : 0),
    start: start.toString("latin1"),
    last: lastBytes.at(hasReturn ? -2 : -1),
  };
}

function startOfLine(head: Buffer, piece: Buffer): Buffer {
  return Buffer.concat([head, piece.subarray(0, LINE_START_BYTES - head.length)]);
}

function notARecording(at: string, start: string): InvalidInputError {
  const received = start.slice(0, 40).replace(/[^\x20-\x7e]/g, "?");
  return new InvalidInputError({
    problem: "a line of a recordings file is not a recording",
    at,
    expected: 'one recording per line, {"key":"…",…}',
    received: `${received}${start.length > 40 ? "…" : ""}`,
    fix: /^(<{7}|={7}|>{7})/.test(start)
      ? "keep both sides of the merge and delete the conflict markers: every line stands for itself"
      : "restore the file from version control, or delete that line",
  });
}
