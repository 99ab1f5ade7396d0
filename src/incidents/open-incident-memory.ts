import type { Database } from "./database.ts";
import { createIncidentMemory, type IncidentMemory } from "./incident-memory.ts";
import { openEmbedded } from "./open-embedded.ts";
import { openServer } from "./open-server.ts";
import { prepareDatabase } from "./prepare-database.ts";

/** Where past incidents are kept. */
export interface MemoryPlace {
  /** A PostgreSQL server; null: embedded, in `folder`. */
  readonly url: string | null;
  readonly folder: string;
}

/**
 * The incident memory of a place, its tables made on first use. Close it: an embedded one is locked meanwhile.
 *
 * @throws OutsideError with what stands in the way.
 */
export async function openIncidentMemory({ url, folder }: MemoryPlace): Promise<IncidentMemory> {
  const database = await (url === null ? openEmbedded(folder) : openServer(url));
  return createIncidentMemory(await prepared(database));
}

async function prepared(database: Database): Promise<Database> {
  try {
    await prepareDatabase(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
