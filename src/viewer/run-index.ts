import { type FileHandle, open } from "node:fs/promises";
import type { TrialRow } from "../contracts/review.ts";
import { type Trial, type TrialKey, trialSelector } from "../contracts/trial.ts";
import { readBytes } from "../models/index-recording-file.ts";
import { systemErrorCode } from "../shared/errors.ts";
import { notATrial, parseTrial } from "../store/run-folder.ts";
import { rowOfTrial } from "./trial-row.ts";

/** The trials of one run, which may still be written: rows in memory, each whole trial on disk until it is asked for. */
export interface RunIndex {
  /** Every trial so far, in the order of the file. Reads what was added since it was last asked. */
  rows(): Promise<readonly TrialRow[]>;
  /** Null where the run has no such trial, or none yet. */
  find(key: TrialKey): Promise<Trial | null>;
}

interface Place {
  readonly offset: number;
  readonly length: number;
}

interface Indexed {
  /** Tells the file from one that was put in its place. */
  readonly inode: bigint;
  readonly rows: TrialRow[];
  readonly placeBySelector: Map<string, Place>;
  /** Where the first line that has not been read starts. */
  end: number;
  lines: number;
}

/**
 * Indexes `trials.jsonl` by byte offset. A last line without its newline is one that is being written, or never was whole:
 * it waits. A run that is given new scores is read anew. A missing file is a run without trials yet.
 *
 * @throws InvalidInputError, from both functions, for a line that is no trial, with its number.
 */
export function createRunIndex(file: string): RunIndex {
  let indexed: Indexed | null = null;
  let underWay: Promise<Indexed> = Promise.resolve(emptyIndex(0n));

  /** One after the other: two that read the same lines would count them twice. */
  function catchUp(): Promise<Indexed> {
    underWay = underWay.catch(() => {}).then(() => readOn());
    return underWay;
  }

  async function readOn(): Promise<Indexed> {
    const handle = await openIfThere(file);
    if (handle === null) return emptyIndex(0n);
    try {
      const { ino, size } = await handle.stat({ bigint: true });
      const isSame = indexed !== null && indexed.inode === ino && indexed.end <= Number(size);
      const current = isSame && indexed !== null ? indexed : emptyIndex(ino);
      await readNewLines(handle, { file, size: Number(size), into: current });
      indexed = current;
      return current;
    } finally {
      await handle.close();
    }
  }

  return {
    rows: async () => [...(await catchUp()).rows],
    async find(key) {
      const place = (await catchUp()).placeBySelector.get(trialSelector(key));
      return place === undefined ? null : readTrial(file, place);
    },
  };
}

function emptyIndex(inode: bigint): Indexed {
  return { inode, rows: [], placeBySelector: new Map(), end: 0, lines: 0 };
}

const CHUNK_BYTES = 1 << 20;
const NEWLINE = 0x0a;

async function readNewLines(
  handle: FileHandle,
  { file, size, into }: { file: string; size: number; into: Indexed },
): Promise<void> {
  let rest: Buffer = Buffer.alloc(0);
  for (let at = into.end; at < size; ) {
    const chunk = await readBytes(handle, at, Math.min(CHUNK_BYTES, size - at));
    if (chunk.length === 0) return;
    at += chunk.length;
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    rest = bytes.subarray(addLines(bytes, { file, into }));
  }
}

/** Adds each whole line of `bytes`, which start where the index ends; gives how many bytes they were. */
function addLines(bytes: Buffer, { file, into }: { file: string; into: Indexed }): number {
  let from = 0;
  for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, from)) {
    addLine(bytes.subarray(from, end), { file, into });
    from = end + 1;
  }
  return from;
}

function addLine(line: Buffer, { file, into }: { file: string; into: Indexed }): void {
  if (line.length > 0) {
    const parsed = parseTrial(line.toString("utf8"));
    if (parsed.trial === null) throw notATrial(`${file}:${into.lines + 1}`, parsed.problem);
    into.rows.push(rowOfTrial(parsed.trial));
    into.placeBySelector.set(trialSelector(parsed.trial), { offset: into.end, length: line.length });
  }
  into.lines += 1;
  into.end += line.length + 1;
}

/** Null where the file was replaced after it was indexed, and another line stands there now. */
async function readTrial(file: string, { offset, length }: Place): Promise<Trial | null> {
  const handle = await openIfThere(file);
  if (handle === null) return null;
  try {
    return parseTrial((await readBytes(handle, offset, length)).toString("utf8")).trial;
  } finally {
    await handle.close();
  }
}

async function openIfThere(file: string): Promise<FileHandle | null> {
  try {
    return await open(file, "r");
  } catch (error) {
    if (systemErrorCode(error) !== "ENOENT") throw error;
    return null;
  }
}
