import { OutsideError } from "../shared/errors.ts";
import { type Database, databaseErrorCode, type Query, READERS, toldOutside } from "./database.ts";

const CONNECT_WITHIN_MS = 5000;

/**
 * One connection to a PostgreSQL server.
 *
 * @throws OutsideError when there is no server at that address or it lets nobody in; never shows a password.
 */
export async function openServer(url: string): Promise<Database> {
  const { default: pg } = await import("pg");
  const name = nameOf(url);
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: "firedrill",
    // pg asks for a parser by type and format; everything but ours stays as pg reads it.
    types: { getTypeParser: (type, format) => READERS[type] ?? pg.types.getTypeParser(type, format) },
  });
  client.on("error", () => {}); // a connection that breaks is told by the next query
  try {
    await client.connect();
  } catch (error) {
    throw unreachable(error, name);
  }
  const query: Query = async (sql, values = []) => {
    try {
      return (await client.query(sql, [...values])).rows;
    } catch (error) {
      throw toldOutside(error, name);
    }
  };
  return {
    name,
    query,
    async execute(sql) {
      await client.query(sql);
    },
    async transaction(work) {
      await query("begin");
      try {
        const result = await work(query);
        await query("commit");
        return result;
      } catch (error) {
        await query("rollback").catch(() => {}); // the first error is the one to tell
        throw error;
      }
    },
    close: () => client.end(),
  };
}

function nameOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `the PostgreSQL server ${hostname}${port === "" ? "" : `:${port}`}${pathname}`;
  } catch {
    return "the PostgreSQL server of DATABASE_URL";
  }
}

function unreachable(error: unknown, name: string): OutsideError {
  const code = databaseErrorCode(error);
  const reason = code ?? (error instanceof Error ? error.message : String(error));
  return new OutsideError(`${name} cannot be reached (${reason})`, {
    cause: error,
    fix: "start it or correct DATABASE_URL; without DATABASE_URL the memory is kept in results/incidents",
  });
}
