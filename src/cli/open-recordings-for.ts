import { assertWritable } from "../models/assert-writable.ts";
import { openRecordings, type Recordings } from "../models/recordings.ts";
import type { CliContext } from "./context.ts";
import { tellOfRepair } from "./tell-of-repair.ts";

/** Recordings to look things up in: nothing is written, so a read-only folder will do. */
export function openForReplay(folder: string, context: CliContext): Promise<Recordings> {
  return openRecordings(folder, { onRepair: tellOfRepair(context), isReadOnly: true });
}

/** Recordings to add to, proved writable before anything is paid for. */
export async function openForRecording(folder: string, context: CliContext): Promise<Recordings> {
  await assertWritable(folder);
  return openRecordings(folder, { onRepair: tellOfRepair(context) });
}
