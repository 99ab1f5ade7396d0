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
