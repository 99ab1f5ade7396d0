import type { InputProblem } from "../shared/errors.ts";
import type { IncidentMemory, SaveCounts, StoredIncident } from "./incident-memory.ts";
import type { ReadRecord } from "./read-incident-file.ts";

const BATCH = 500;

export interface ImportOutcome extends SaveCounts {
  readonly rejected: number;
  readonly problems: readonly InputProblem[];
}

/**
 * Saves what is good of the records given, in batches that go in whole or not at all, and gathers what is wrong
 * with the rest. Doing it again changes nothing, also after it was cut short.
 */
export async function importIncidents(
  records: AsyncIterable<ReadRecord>,
  memory: Pick<IncidentMemory, "save">,
  onProgress: (saved: number) => void = () => {},
): Promise<ImportOutcome> {
  const counts = { added: 0, updated: 0, unchanged: 0 };
  const problems: InputProblem[] = [];
  let rejected = 0;
  let batch: StoredIncident[] = [];
  const flush = async () => {
    const saved = await memory.save(batch);
    for (const kind of ["added", "updated", "unchanged"] as const) counts[kind] += saved[kind];
    batch = [];
    onProgress(counts.added + counts.updated + counts.unchanged);
  };
  for await (const record of records) {
    if (record.ok) batch.push({ incident: record.incident, origins: [] });
    else {
      rejected += 1;
      problems.push(...record.problems);
    }
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return { ...counts, rejected, problems };
}
