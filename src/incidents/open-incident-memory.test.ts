import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OutsideError } from "../shared/errors.ts";
import { aPastIncident, embeddedPlace, serverPlace, type TestPlace } from "./__fixtures__/memories.ts";
import type { Database } from "./database.ts";
import { openIncidentMemory } from "./open-incident-memory.ts";
import { openServer } from "./open-server.ts";
import { prepareDatabase } from "./prepare-database.ts";
import * as sql from "./sql.ts";

async function problemOf(opening: Promise<unknown>): Promise<string> {
  const error = await opening.then(
    () => new Error("it opened"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof OutsideError)) throw error;
  return `${error.message}\n${error.fix}`;
}

describe("an embedded memory", () => {
  let test: TestPlace;
  let folder: string;
  beforeAll(async () => {
    test = await embeddedPlace();
    folder = test.place.folder;
  });
  afterAll(() => test.remove());

  it("is one process's at a time, and says so after a short wait", async () => {
    const memory = await openIncidentMemory(test.place);
    expect(await problemOf(openIncidentMemory(test.place))).toMatch(
      /in use by another process[\s\S]*DATABASE_URL/,
    );
    await memory.close();
    const owner = { pid: process.ppid, host: hostname() };
    await writeFile(join(folder, "owner.json"), JSON.stringify(owner));
    expect(await problemOf(openIncidentMemory(test.place))).toMatch(/in use by another process/);
    await rm(join(folder, "owner.json"));
  });

  it("keeps what was saved when its writer is killed, and opens again", async () => {
    const script = `
      import { openIncidentMemory } from ${JSON.stringify(join(import.meta.dirname, "open-incident-memory.ts"))};
      const memory = await openIncidentMemory(${JSON.stringify(test.place)});
      const incident = ${JSON.stringify(aPastIncident())};
      for (let index = 0; ; index += 1) {
        await memory.save([{ incident: { ...incident, id: "INC-" + index }, origins: [] }]);
        console.log(index);
      }`;
    const path = join(folder, "writer.mts");
    await writeFile(path, script);
    const writer = spawn(process.execPath, ["--import", "tsx", path], {
      cwd: join(import.meta.dirname, "../.."),
      stdio: ["ignore", "pipe", "inherit"],
    });
    let saved = -1;
    await new Promise<void>((settle) => {
      writer.stdout.on("data", (chunk) => {
        saved = Number(String(chunk).trim().split("\n").at(-1));
        if (saved >= 20) writer.kill("SIGKILL");
      });
      writer.on("exit", () => settle());
    });
    const memory = await openIncidentMemory(test.place);
    expect(await memory.count()).toBeGreaterThanOrEqual(saved + 1);
    expect((await memory.search("payment pool exhaustion")).length).toBeGreaterThan(0);
    await memory.close();
  });

  it("tells where it cannot be written, or is no database", async () => {
    const place = await mkdtemp(join(tmpdir(), "firedrill-incidents-"));
    await writeFile(join(place, "file"), "");
    expect(
      await problemOf(openIncidentMemory({ url: null, folder: join(place, "file", "incidents") })),
    ).toMatch(/cannot be written \(ENOTDIR\)[\s\S]*allow writing/);
    await mkdir(join(place, "database"));
    await writeFile(join(place, "database", "PG_VERSION"), "12\n");
    expect(await problemOf(openIncidentMemory({ url: null, folder: place }))).toMatch(
      /cannot be opened[\s\S]*remove the folder and import again/,
    );
    expect((await readdir(place)).sort()).toEqual(["database", "file"]);
    await rm(place, { recursive: true });
  });
});

describe("a server", () => {
  it("that is down is named without its password", async () => {
    const port = await freePort();
    const told = await problemOf(
      openIncidentMemory({ url: `postgres://me:secret@127.0.0.1:${port}/x`, folder: "" }),
    );
    expect(told).toMatch(/127\.0\.0\.1:\d+\/x cannot be reached \(ECONNREFUSED\)[\s\S]*results\/incidents/);
    expect(told).not.toContain("secret");
  });

  it.each([
    {
      why: "is too old",
      fails: { [sql.SERVER_FACTS]: [{ version: 120_005 }] },
      says: /PostgreSQL 12; .* 13 or newer/,
    },
    {
      why: "has no pg_trgm",
      fails: { [sql.CREATE_EXTENSION]: Object.assign(new Error("no file"), { code: "0A000" }) },
      says: /no pg_trgm[\s\S]*postgresql-contrib/,
    },
    {
      why: "does not let us add it",
      fails: { [sql.CREATE_EXTENSION]: Object.assign(new Error("denied"), { code: "42501" }) },
      says: /create extension pg_trgm/,
    },
    {
      why: "was written by a newer Firedrill",
      fails: { [sql.MIGRATION_VERSION]: [{ version: 99 }] },
      says: /newer/,
    },
  ])("that $why is refused, unchanged", async ({ fails, says }) => {
    const ran: string[] = [];
    const answers: Record<string, unknown> = {
      [sql.SERVER_FACTS]: [{ version: 150_000 }],
      [sql.READS_CHINESE]: [{ readsChinese: true }],
      [sql.HAS_MIGRATIONS]: [{ present: true }],
      ...fails,
    };
    const query = async <Row>(statement: string): Promise<Row[]> => {
      ran.push(statement);
      const answer = answers[statement] ?? [];
      if (answer instanceof Error) throw answer;
      return answer as Row[]; // rows as the statement above names them
    };
    const database: Database = {
      ...{ name: "a server", query, execute: async () => {}, close: async () => {} },
      transaction: (work) => work(query),
    };
    expect(await problemOf(prepareDatabase(database))).toMatch(says);
    expect(ran.filter((statement) => /create table|insert/.test(statement))).toEqual([]);
  });

  it("whose database cannot tell Chinese letters is refused", async (context) => {
    const test = await serverPlace("encoding 'UTF8' lc_ctype 'C' lc_collate 'C'");
    if (test === null) return context.skip();
    try {
      expect(await problemOf(openIncidentMemory(test.place))).toMatch(/cannot search Chinese[\s\S]*C\.UTF-8/);
    } finally {
      await test.remove();
    }
  });

  it("finds by index, and takes two first starts at once", async (context) => {
    const test = await serverPlace();
    if (test === null) return context.skip();
    try {
      const [memory, other] = await Promise.all([
        openIncidentMemory(test.place),
        openIncidentMemory(test.place),
      ]);
      await other.close();
      const words = ["kafka", "lag", "disk", "pool", "cache", "dns", "磁盘", "证书", "延迟", "积压"];
      const incidents = Array.from({ length: 3000 }, (_, index) =>
        aPastIncident({
          id: `INC-${index}`,
          title: `${words[index % 10]} ${index.toString(36)}qz ${words[(index * 7) % 10]}`,
          symptoms: `${words[(index * 3) % 10]} trouble number ${index.toString(36)}zx`,
        }),
      );
      await memory.save(incidents.map((incident) => ({ incident, origins: [] })));
      await memory.close();
      const server = await openServer(test.place.url ?? "");
      await server.query(sql.SET_SEARCH_PATH);
      await server.execute("analyze firedrill.signatures");
      const plan = await server.transaction(async (query) => {
        await query(sql.SET_THRESHOLDS, ["0.3", "0.6"]);
        return query<Record<string, string>>(`explain ${inlined("磁盘 证书")}`);
      });
      await server.close();
      const text = plan.map((row) => Object.values(row)[0]).join("\n");
      expect(text).toMatch(/Bitmap Index Scan on signatures_whole/);
      expect(text).toMatch(/Bitmap Index Scan on signatures_title/);
      expect(text).not.toContain("Seq Scan");
    } finally {
      await test.remove();
    }
  });
});

/** EXPLAIN takes no bound values: the search as it is sent, with those of a test in their places. */
function inlined(text: string): string {
  const values: Record<string, string> = {
    $1: `'${text}'`,
    $2: "'{}'",
    $3: "null",
    $4: "null",
    $5: "0.2",
    $6: "5",
  };
  return sql.SEARCH_BY_WORDS.replace(/\$\d/g, (name) => values[name] ?? name);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  const address = server.address();
  await new Promise((settle) => server.close(settle));
  return typeof address === "object" && address !== null ? address.port : 1;
}
