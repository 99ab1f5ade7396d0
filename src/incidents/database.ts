import { OutsideError } from "../shared/errors.ts";

/** A value that may be bound to a statement. */
export type SqlValue = string | number | null | readonly string[];

export type Query = <Row>(sql: string, values?: readonly SqlValue[]) => Promise<Row[]>;

/**
 * PostgreSQL behind one door, embedded or a server. Rows come in plain JSON values: bigint as number, instants
 * as ISO strings in UTC.
 */
export interface Database {
  /** What messages call it; never holds a password. */
  readonly name: string;
  readonly query: Query;
  /** Several statements without values. */
  execute(sql: string): Promise<void>;
  /** All of `work`, or nothing of it. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Types whose values both drivers would give in forms of their own, by their number in pg_type. */
export const READERS: Readonly<Record<number, (text: string) => unknown>> = {
  20: Number, // int8: counts, far below 2^53
  1184: toIso, // timestamptz
};

function toIso(text: string): string {
  return new Date(text).toISOString();
}

/** The code PostgreSQL gave an error ("42501"), or the system's ("ECONNREFUSED"); null for any other. */
export function databaseErrorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}

/** Connection, resources, going down, its disk, a read-only copy, no permission: nothing that a query of ours did. */
const OUTSIDE_CODES = /^(08|53|57|58)|^(25006|42501)$/;

/** An error that is the database's own trouble as one to tell the user; any other stays what it is. */
export function toldOutside(error: unknown, name: string): unknown {
  const code = databaseErrorCode(error);
  const isCutOff = error instanceof Error && /Connection terminated|not queryable/.test(error.message);
  if (code !== "ECONNRESET" && !isCutOff && !OUTSIDE_CODES.test(code ?? "")) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new OutsideError(`${name} gave up (${code ?? "connection lost"}): ${reason}`, {
    cause: error,
    fix: "see to the database and run the command again: what is stored stays as it was",
  });
}
