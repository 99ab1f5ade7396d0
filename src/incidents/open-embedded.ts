import { access, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { PGlite as Pglite } from "@electric-sql/pglite";
import { lock } from "proper-lockfile";
import { OutsideError, systemErrorCode } from "../shared/errors.ts";
import { makeFolder } from "../shared/make-folder.ts";
import { type Database, type Query, READERS, toldOutside } from "./database.ts";

/** A process that died while it held the lock holds up the others for this long. */
const STALE_AFTER_MS = 3000;

/** About six seconds in all: longer than a dead owner's lock lives, short enough to wait for. */
const RETRIES = { retries: 40, minTimeout: 50, maxTimeout: 150, factor: 1.2, randomize: true };

const DATABASE = "database";

/** Whether a memory has been made in this folder. */
export async function hasEmbedded(folder: string): Promise<boolean> {
  return access(join(folder, DATABASE)).then(
    () => true,
    () => false,
  );
}

/**
 * PostgreSQL inside this process, in a folder, made on first use.
 *
 * PGlite takes no lock, and two processes on one folder lose each other's rows: a lock of ours is held until
 * `close`. A new database is made beside its place and moved there when whole.
 *
 * @throws OutsideError when another process holds the folder, or it cannot be written or read.
 */
export async function openEmbedded(folder: string): Promise<Database> {
  const path = join(folder, DATABASE);
  const release = await takeLock(folder, path);
  try {
    if (!(await hasEmbedded(folder))) await makeDatabase(folder, path);
    const client = await createClient(path);
    return adapt(client, { folder, release });
  } catch (error) {
    await release();
    if (error instanceof OutsideError) throw error;
    throw new OutsideError(`the incident memory ${path} cannot be opened (${reasonOf(error)})`, {
      cause: error,
      fix: "allow writing there; where it is broken, remove the folder and import again",
    });
  }
}

async function takeLock(folder: string, path: string): Promise<() => Promise<void>> {
  try {
    await makeFolder(folder);
    const release = await lock(path, {
      realpath: false, // the database need not be there yet
      stale: STALE_AFTER_MS,
      retries: RETRIES,
      onCompromised: () => {}, // this process was suspended; the next start sees what is there
    });
    return () => release().catch(() => {}); // gone already when it was taken over
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    if (code === "ELOCKED") {
      throw new OutsideError(`the incident memory ${folder} is in use by another process`, {
        cause: error,
        fix: "wait until that one is done; for several at a time set DATABASE_URL to a PostgreSQL server",
      });
    }
    throw new OutsideError(`the incident memory ${folder} cannot be written (${code})`, {
      cause: error,
      fix: "allow writing there (reading needs it too), or set DATABASE_URL to a PostgreSQL server",
    });
  }
}

/** Under the lock, so that what an interrupted process left half-made is nobody's. */
async function makeDatabase(folder: string, path: string): Promise<void> {
  const half = `${path}.new`;
  for (const name of await readdir(folder)) {
    if (name.startsWith(`${DATABASE}.new`)) await rm(join(folder, name), { recursive: true, force: true });
  }
  const client = await createClient(half);
  await client.close();
  await rename(half, path);
}

async function createClient(path: string): Promise<Pglite> {
  const [{ PGlite }, { pg_trgm }] = await Promise.all([
    import("@electric-sql/pglite"),
    import("@electric-sql/pglite/contrib/pg_trgm"),
  ]);
  return PGlite.create(path, { extensions: { pg_trgm }, parsers: { ...READERS } });
}

function adapt(
  client: Pglite,
  { folder, release }: { folder: string; release: () => Promise<void> },
): Database {
  const name = `the incident memory ${folder}`;
  const queryOn =
    (target: Pick<Pglite, "query">): Query =>
    async <Row>(sql: string, values: readonly unknown[] = []) => {
      try {
        return (await target.query<Row>(sql, [...values])).rows;
      } catch (error) {
        throw toldOutside(error, name);
      }
    };
  return {
    name,
    query: queryOn(client),
    async execute(sql) {
      await client.exec(sql);
    },
    transaction: (work) => client.transaction((open) => work(queryOn(open))),
    async close() {
      await client.close();
      await release();
    },
  };
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return systemErrorCode(error) ?? message.split("\n")[0] ?? message;
}
