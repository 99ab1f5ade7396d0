import { access, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { PGlite as Pglite } from "@electric-sql/pglite";
import { OutsideError, systemErrorCode } from "../shared/errors.ts";
import { type Database, type Query, READERS, toldOutside } from "./database.ts";
import { ownFolder } from "./own-folder.ts";

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
 * PGlite takes no lock, and two processes on one folder lose each other's rows: it is this process's own until
 * `close`. A new database is made beside its place and moved there when whole.
 *
 * @throws OutsideError when another process holds the folder, or it cannot be written or read.
 */
export async function openEmbedded(folder: string): Promise<Database> {
  const path = join(folder, DATABASE);
  const release = await ownFolder(folder);
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

/** Alone in the folder, so that what an interrupted process left half-made is nobody's. */
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
