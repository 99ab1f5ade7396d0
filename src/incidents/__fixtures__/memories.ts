/** Databases for tests: an embedded one in a folder of its own, and one on a server where there is one. */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import type { PastIncident } from "../../contracts/past-incident.ts";
import { openIncidentMemory, type MemoryPlace } from "../open-incident-memory.ts";
import { openServer } from "../open-server.ts";
import { MIGRATIONS } from "../sql.ts";
import { stableHash } from "../../shared/stable-hash.ts";

/** A place for one test file, and how to be rid of it. */
export interface TestPlace {
  readonly place: MemoryPlace;
  remove(): Promise<void>;
}

/** Making an embedded database takes seconds, copying one does not: the first is kept between test runs. */
export async function embeddedPlace(): Promise<TestPlace> {
  const template = join(tmpdir(), `firedrill-incidents-${stableHash(MIGRATIONS).slice(0, 12)}`);
  const made = await openIncidentMemory({ url: null, folder: template });
  const folder = await mkdtemp(join(tmpdir(), "firedrill-incidents-"));
  try {
    await cp(join(template, "database"), join(folder, "database"), { recursive: true });
  } finally {
    await made.close();
  }
  return {
    place: { url: null, folder },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const SERVER_URL = process.env.TEST_DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/postgres";

/** Null where no server answers, told once with the way to one. With CI=true a missing server is a failure. */
export async function serverPlace(options = "encoding 'UTF8' lc_ctype 'C.UTF-8' lc_collate 'C'"): Promise<TestPlace | null> {
  const name = `firedrill_test_${randomUUID().replaceAll("-", "")}`;
  const admin = async (sql: string) => {
    const server = await openServer(SERVER_URL);
    try {
      await server.execute(sql);
    } finally {
      await server.close();
    }
  };
  try {
    await admin(`create database ${name} template template0 ${options}`);
  } catch (error) {
    if (process.env.CI === "true") throw error;
    console.warn(
      `Skipped on PostgreSQL: no server at ${new URL(SERVER_URL).host}. To get one: apt-get install postgresql postgresql-contrib, or set TEST_DATABASE_URL`,
    );
    return null;
  }
  const url = new URL(SERVER_URL);
  url.pathname = `/${name}`;
  return { place: { url: url.href, folder: "" }, remove: () => admin(`drop database ${name} with (force)`) };
}

/** A past incident; name what matters to the test. */
export function aPastIncident(changes: Partial<PastIncident> = {}): PastIncident {
  return {
    id: "INC-1",
    kind: "incident",
    title: "Payment service connection pool exhaustion",
    service: "payment-svc",
    symptoms: "checkout fails with HTTP 500, too many clients already",
    summary: null,
    rootCause: null,
    severity: "SEV1",
    startedAt: "2026-01-05T10:00:00.000Z",
    resolvedAt: null,
    links: [],
    ...changes,
  };
}
