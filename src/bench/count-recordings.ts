import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { recordingSchema } from "../contracts/recording.ts";

/** Cells with a readable reply on disk, read from the plain files: independent of the code that wrote them. */
export async function countRecordedCells(folder: string): Promise<number> {
  const keys = new Set<string>();
  for (const file of await readdir(folder)) {
    if (!file.endsWith(".jsonl")) continue;
    for await (const line of createInterface({ input: createReadStream(join(folder, file)) })) {
      keys.add(recordingSchema.parse(JSON.parse(line)).key);
    }
  }
  return keys.size;
}
