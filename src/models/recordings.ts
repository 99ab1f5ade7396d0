import { type FileHandle, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Recording } from "../contracts/recording.ts";
import { InvalidInputError, OutsideError, systemErrorCode } from "../shared/errors.ts";
import { assertWritable } from "./assert-writable.ts";
import { recordingKey } from "./build-request.ts";
import { indexRecordingFile, type RecordingPlace, readBytes } from "./index-recording-file.ts";
import { createRecordingAppender, type RecordingAppender, repairUnderLock } from "./recording-appender.ts";
import { recordingFileName } from "./recording-file-name.ts";
import { parseRecordingLine } from "./recording-line.ts";
import type { TornTail } from "./repair-recording-file.ts";

/** Stored replies by the hash of their request. Replies stay on disk; memory holds where each one is. */
export interface Recordings {
  /** Keys, each counted once. */
  readonly count: number;
  has(key: string): boolean;
  /** The latest recording of that key; null when there is none. */
  find(key: string): Promise<Recording | null>;
  /** That key's recording of that time, even where it was recorded again since; null when there is none. */
  findRecordedAt(key: string, recordedAt: string): Promise<Recording | null>;
  /**
   * Resolves once it is on disk, safe from a kill.
   *
   * @throws OutsideError when it could not be written; the reply is then in the rescue file it names.
   */
  append(recording: Recording): Promise<void>;
  /**
   * To be called before money is spent.
   *
   * @throws OutsideError when replies could not be written here.
   */
  assertWritable(): Promise<void>;
  /** Every key's latest recording, one at a time. */
  all(): AsyncGenerator<Recording>;
  /** Waits for appends under way, then frees the files. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Told of each write that was cut short, once, when it is found. */
  readonly onRepair: (repair: TornTail) => void;
  /** Replay: nothing is ever written, a torn last line is passed over. */
  readonly isReadOnly?: boolean;
  /** Only this file of the folder. */
  readonly only?: string;
}

/**
 * Opens `<folder>/<model>.jsonl` for all models. A missing folder is an empty one. What other processes
 * append later is not seen.
 *
 * @throws InvalidInputError when a file holds a line that is no recording.
 */
export async function openRecordings(folder: string, options: OpenOptions): Promise<Recordings> {
  const { onRepair, isReadOnly = false, only } = options;
  const placeByKey = new Map<string, RecordingPlace>();
  /** Places that a later one of the same key has taken over from, the latest last. */
  const earlierByKey = new Map<string, RecordingPlace[]>();
  const handleByFile = new Map<string, Promise<FileHandle>>();
  const appenderByFile = new Map<string, RecordingAppender>();

  for (const file of only === undefined ? await listFiles(folder) : [join(folder, only)]) {
    for (const { key, ...place } of await indexFile(file, { onRepair, isReadOnly })) keep(key, place);
  }

  function keep(key: string, place: RecordingPlace): void {
    const earlier = placeByKey.get(key);
    if (earlier !== undefined) earlierByKey.set(key, [...(earlierByKey.get(key) ?? []), earlier]);
    placeByKey.set(key, place);
  }

  async function read(key: string, place: RecordingPlace): Promise<Recording> {
    const { file, offset, length } = place;
    const handle = handleByFile.get(file) ?? openForReading(file);
    handleByFile.set(file, handle);
    const line = (await readBytes(await handle, offset, length)).toString("utf8");
    return checkedRecording(line, key, place);
  }

  async function append(recording: Recording): Promise<void> {
    if (isReadOnly) throw new Error("these recordings were opened read-only");
    const file = join(folder, recordingFileName(recording.cell.modelId));
    const appender = appenderByFile.get(file) ?? createRecordingAppender(file, { onRepair });
    appenderByFile.set(file, appender);
    keep(recording.key, await appender.append(recording));
  }

  return {
    get count() {
      return placeByKey.size;
    },
    has: (key) => placeByKey.has(key),
    async find(key) {
      const place = placeByKey.get(key);
      return place === undefined ? null : read(key, place);
    },
    async findRecordedAt(key, recordedAt) {
      const latest = placeByKey.get(key);
      const places = latest === undefined ? [] : [...(earlierByKey.get(key) ?? []), latest];
      for (const place of places.reverse()) {
        const recording = await read(key, place);
        if (recording.recordedAt === recordedAt) return recording;
      }
      return null;
    },
    append,
    assertWritable: () => assertWritable(folder),
    async *all() {
      for (const [key, place] of placeByKey) yield await read(key, place);
    },
    async close() {
      await Promise.all([...appenderByFile.values()].map((appender) => appender.settled()));
      const opened = await Promise.allSettled(handleByFile.values());
      handleByFile.clear();
      for (const result of opened) if (result.status === "fulfilled") await result.value.close();
    },
  };
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => name.endsWith(".jsonl"))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === "ENOENT") return [];
    if (code === null) throw error;
    throw new OutsideError(`the recordings cannot be read: ${folder} (${code})`, { cause: error });
  }
}

async function indexFile(
  file: string,
  { onRepair, isReadOnly }: Required<Pick<OpenOptions, "onRepair" | "isReadOnly">>,
) {
  const found = await scanFile(file);
  if (found.tornBytes === 0 && !found.lacksNewline) return found.places;

  // What looks torn may be another process in the middle of its write: the lock waits for it.
  if (!isReadOnly && (await tryRepair(file, onRepair))) return (await scanFile(file)).places;
  if (found.tornBytes > 0) onRepair({ file, bytes: found.tornBytes, movedTo: null });
  return found.places;
}

/** False where the file cannot be written: what is recorded can still be read. */
async function tryRepair(file: string, onRepair: (repair: TornTail) => void): Promise<boolean> {
  try {
    const repair = await repairUnderLock(file);
    if (repair !== null) onRepair(repair);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    return false;
  }
}

async function scanFile(file: string) {
  const handle = await openForReading(file);
  try {
    const { size } = await handle.stat();
    return await indexRecordingFile(handle, { file, size });
  } finally {
    await handle.close();
  }
}

async function openForReading(file: string): Promise<FileHandle> {
  try {
    return await open(file, "r");
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    throw new OutsideError(`the recordings cannot be read: ${file} (${code})`, { cause: error });
  }
}

/** A recording is evidence: one whose key is not the hash of its own request was edited, and counts for nothing. */
function checkedRecording(line: string, key: string, { file, offset }: RecordingPlace): Recording {
  const parsed = parseRecordingLine(line);
  if (parsed.ok && parsed.recording.key === key && recordingKey(parsed.recording.request) === key) {
    return parsed.recording;
  }
  const reason = parsed.ok ? "its key is not the hash of its request" : parsed.problem;
  throw new InvalidInputError({
    problem: `a recording cannot be used: ${reason}`,
    at: `${file}, byte ${offset}, key ${key.slice(0, 12)}…`,
    expected: "a line as it was written",
    fix: "restore the file from version control, or delete that line",
  });
}
