import { OutsideError } from "../shared/errors.ts";
import { type Database, databaseErrorCode, type Query } from "./database.ts";
import * as sql from "./sql.ts";

/** The first with pg_trgm as an extension that a database's owner may install. */
const OLDEST_MAJOR = 13;

/**
 * Proves that a database can do what is asked of it, and brings its tables up to date.
 *
 * @throws OutsideError for a server that is too old, has no pg_trgm, cannot read Chinese or was written by a
 * newer Firedrill; nothing is changed then.
 */
export async function prepareDatabase(database: Database): Promise<void> {
  const { name } = database;
  await assertVersion(database);
  await database.transaction(async (query) => {
    await query(sql.LOCK_MIGRATIONS);
    await installTrigrams(query, name);
    await assertReadsChinese(query, name);
    await migrate(query, name);
  });
}

async function assertVersion({ query, name }: Database): Promise<void> {
  const [facts] = await query<{ version: number }>(sql.SERVER_FACTS);
  const major = Math.floor((facts?.version ?? 0) / 10_000);
  if (major >= OLDEST_MAJOR) return;
  throw new OutsideError(
    `${name} is PostgreSQL ${major}; the incident memory needs ${OLDEST_MAJOR} or newer`,
    {
      fix: "use a newer server, or none: without DATABASE_URL the memory is kept in results/incidents",
    },
  );
}

async function installTrigrams(query: Query, name: string): Promise<void> {
  try {
    await query(sql.CREATE_EXTENSION);
  } catch (error) {
    const code = databaseErrorCode(causeOf(error));
    if (code === null) throw error;
    throw new OutsideError(`${name} has no pg_trgm, and it cannot be added (${code})`, {
      cause: error,
      fix:
        code === "42501"
          ? 'have its owner run "create extension pg_trgm" in that database'
          : "install PostgreSQL's contrib package on that server (Debian: postgresql-contrib)",
    });
  }
}

/** Under lc_ctype C no Chinese character counts as a letter, and pg_trgm finds nothing without a word. */
async function assertReadsChinese(query: Query, name: string): Promise<void> {
  const [row] = await query<{ readsChinese: boolean }>(sql.READS_CHINESE);
  if (row?.readsChinese === true) return;
  throw new OutsideError(
    `${name} cannot search Chinese: its database has a character type (lc_ctype) without it`,
    {
      fix: "make the database with one: create database firedrill template template0 encoding 'UTF8' lc_ctype 'C.UTF-8' lc_collate 'C'",
    },
  );
}

async function migrate(query: Query, name: string): Promise<void> {
  try {
    const [table] = await query<{ present: boolean }>(sql.HAS_MIGRATIONS);
    if (table?.present !== true) await runEach(sql.CREATE_MIGRATIONS, query);
    await query(sql.SET_SEARCH_PATH);
    const [row] = await query<{ version: number }>(sql.MIGRATION_VERSION);
    const version = row?.version ?? 0;
    if (version > sql.MIGRATIONS.length) throw tooNew(name);
    for (const [index, migration] of sql.MIGRATIONS.entries()) {
      if (index < version) continue;
      await runEach(migration, query);
      await query(sql.ADD_MIGRATION, [index + 1]);
    }
  } catch (error) {
    if (databaseErrorCode(causeOf(error)) !== "42501") throw error;
    throw new OutsideError(`${name} allows this user no schema "firedrill"`, {
      cause: error,
      fix: "have its owner run: grant create on database <name> to <user>",
    });
  }
}

/** The database's own error, where it was told as an outside one. */
function causeOf(error: unknown): unknown {
  return error instanceof OutsideError ? error.cause : error;
}

function tooNew(name: string): OutsideError {
  return new OutsideError(`${name} was written by a newer Firedrill`, { fix: "update this one" });
}

/** One statement at a time, which a transaction of either engine takes; none of ours holds a semicolon elsewhere. */
async function runEach(statements: string, query: Query): Promise<void> {
  for (const statement of statements.split(";")) {
    if (statement.trim() !== "") await query(statement);
  }
}
