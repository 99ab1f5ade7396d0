import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import type { Recording } from "../contracts/recording.ts";
import { makeFolder } from "../shared/make-folder.ts";
import { withFileLock } from "../shared/with-file-lock.ts";
import type { RecordingPlace } from "./index-recording-file.ts";
import { renderRecordingLine } from "./recording-line.ts";
import { repairRecordingFile, type TornTail } from "./repair-recording-file.ts";
import { rescueRecordings } from "./rescue-recordings.ts";

export interface RecordingAppender {
  /**
   * Resolves once the line is on disk.
   *
   * @throws OutsideError when it could not be written; the line is then in the rescue file it names.
   */
  append(recording: Recording): Promise<RecordingPlace>;
  /** Resolves when everything handed over is written or rescued. */
  settled(): Promise<void>;
}

interface Waiting {
  readonly line: string;
  readonly written: (place: RecordingPlace) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Appends to one recordings file. Lines that arrive while a batch is being written form the next one: a
 * batch is one lock, one write of whole lines, one sync.
 */
export function createRecordingAppender(
  file: string,
  { onRepair }: { readonly onRepair: (repair: TornTail) => void },
): RecordingAppender {
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await writeBatch(batch);
    }
    writing = null;
  }

  async function writeBatch(batch: readonly Waiting[]): Promise<void> {
    const text = batch.map(({ line }) => line).join("");
    let offset: number;
    try {
      offset = await appendText(file, text, onRepair);
    } catch (cause) {
      const error = await rescueRecordings(text, { file, cause });
      for (const { failed } of batch) failed(error);
      return;
    }
    for (const { line, written } of batch) {
      const bytes = Buffer.byteLength(line);
      written({ file, offset, length: bytes - 1 });
      offset += bytes;
    }
  }

  return {
    append: (recording) =>
      new Promise((written, failed) => {
        waiting.push({ line: renderRecordingLine(recording), written, failed });
        writing ??= writeAll();
      }),
    settled: async () => {
      await writing;
    },
  };
}

/** Makes the file's end sound where a kill left it torn. Gives what was moved. */
export async function repairUnderLock(file: string): Promise<TornTail | null> {
  return withFileLock(file, () => withHandle(file, (handle) => repairRecordingFile(handle, file)));
}

/** Writes under the file's lock and gives the offset it was written at. */
async function appendText(file: string, text: string, onRepair: (repair: TornTail) => void): Promise<number> {
  await makeFolder(dirname(file));
  return withFileLock(file, () =>
    withHandle(file, async (handle) => {
      const repair = await repairRecordingFile(handle, file);
      if (repair !== null) onRepair(repair);
      const { size } = await handle.stat();
      try {
        await handle.appendFile(text);
        await handle.datasync();
      } catch (error) {
        // Part of it may be there: the rescue file will have all of it.
        await handle.truncate(size).catch(() => {});
        throw error;
      }
      return size;
    }),
  );
}

async function withHandle<T>(file: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const { O_RDWR, O_APPEND, O_CREAT } = constants;
  const handle = await open(file, O_RDWR | O_APPEND | O_CREAT, 0o644);
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}
