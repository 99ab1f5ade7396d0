import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InvalidInputError } from "../shared/errors.ts";
import { aPastIncident } from "./__fixtures__/memories.ts";
import { importIncidents } from "./import-incidents.ts";
import { type ReadRecord, readIncidentFile } from "./read-incident-file.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "firedrill-import-"));
});
afterAll(() => rm(folder, { recursive: true }));

const HEADER = "id,title,service,symptoms,startedAt";

async function read(text: string | Buffer, name = "a.csv"): Promise<ReadRecord[]> {
  await writeFile(join(folder, name), text);
  return Array.fromAsync(readIncidentFile(join(folder, name)));
}

/** Line and problem of what was rejected. */
async function rejects(text: string | Buffer, name = "a.csv"): Promise<string[]> {
  return (await read(text, name)).flatMap((record) =>
    record.ok ? [] : record.problems.map(({ at, problem }) => `${at?.split(`${name}:`)[1]}: ${problem}`),
  );
}

describe("a CSV file", () => {
  it("may have a byte-order mark, CRLF, quoted line breaks, commas and empty cells", async () => {
    const csv = `\ufeffid,kind,title,service,symptoms,summary,severity,startedAt,resolvedAt,links\r
INC-1,example,"磁盘满, ""full""",db,"one\r\ntwo",,SEV2,2026-01-05T11:00:00+01:00,2026-01-06,https://a.example/1 https://a.example/2\r
\r
INC-2,,t,s,y,,,2026-01-05,,\r
`;
    expect(await read(csv)).toEqual([
      {
        ok: true,
        incident: aPastIncident({
          kind: "example",
          title: '磁盘满, "full"',
          service: "db",
          symptoms: "one\r\ntwo",
          severity: "SEV2",
          resolvedAt: "2026-01-06T00:00:00.000Z",
          links: ["https://a.example/1", "https://a.example/2"],
        }),
      },
      {
        ok: true,
        incident: aPastIncident({
          id: "INC-2",
          title: "t",
          service: "s",
          symptoms: "y",
          severity: null,
          startedAt: "2026-01-05T00:00:00.000Z",
        }),
      },
    ]);
  });

  it("tells every bad record by the line it starts on, and goes on", async () => {
    const csv = `${HEADER},severity,links
a,"two
lines",s,y,2026-01-05,SEV2,
b,t,s,y,yesterday,sev-2,javascript:alert(1)
c,t,s
a,t,s,y,2026-01-05,,
d d,,s,y,2026-01-05T10:00:00,,
e,t,s,y,2026-01-05,,
`;
    expect(await rejects(csv)).toEqual([
      "4, severity: the incident has a wrong severity",
      "4, startedAt: the incident has a wrong startedAt",
      "4, links[0]: the incident has a wrong links[0]",
      "5: the record has another number of fields than the header",
      '6: the incident "a" is in the file twice',
      "7, id: the incident has a wrong id",
      "7, title: the incident has no title",
      "7, startedAt: the incident has a wrong startedAt",
    ]);
  });

  it("keeps what stands before a broken quotation", async () => {
    const records = await read(`${HEADER}\na,t,s,y,2026-01-05\nb,"t" x,s,y,2026-01-05\nc,t,s,y,2026-01-05\n`);
    expect(records.map(({ ok }) => ok)).toEqual([true, false, false]);
    expect(await rejects(`${HEADER}\na,t,s,y,2026-01-05\nb,"open`)).toEqual([
      "3: the record is broken: Quote Not Closed",
    ]);
  });

  it("is refused in another encoding than UTF-8", async () => {
    const gbk = Buffer.concat([
      Buffer.from(`${HEADER}\na,`),
      Buffer.from([0xb4, 0xc5, 0xc5, 0xcc]),
      Buffer.from(",s,y,2026-01-05\n"),
    ]);
    expect(await rejects(gbk)).toEqual(["2, title: the incident has a wrong title"]);
  });

  it.each([
    {
      why: "an unknown and a missing column",
      csv: "id,titel,service,symptoms,startedAt\n",
      says: /titel[\s\S]*try: title[\s\S]*"title" is missing/,
    },
    { why: "nothing", csv: "", says: /is empty/ },
  ])("is refused with $why", async ({ csv, says }) => {
    await expect(read(csv)).rejects.toThrow(says);
  });
});

it("reads JSON Lines, and tells a line that is none", async () => {
  const one = JSON.stringify({
    id: "a",
    title: "t",
    service: "s",
    symptoms: "y",
    startedAt: "2026-01-05",
    problem: "x",
  });
  const lines = `\ufeff${one.replace(',"problem":"x"', "")}\r\n\n[1]\n{broken\n${one.replace('"a"', '"b"')}\n`;
  expect((await read(lines, "a.jsonl")).map(({ ok }) => ok)).toEqual([true, false, false, false]);
  expect(await rejects(lines, "a.jsonl")).toEqual([
    "3: the line is no JSON object",
    "4: the line is no JSON object",
    '5, problem: the incident has an unknown key "problem"',
  ]);
});

it.each(["missing.csv", "missing.jsonl", "notes.txt", "."])("refuses %s with one message", async (name) => {
  await expect(Array.fromAsync(readIncidentFile(join(folder, name)))).rejects.toThrow(InvalidInputError);
});

it("reads the example file whole", async () => {
  const path = join(import.meta.dirname, "../../scenarios/past-incidents.example.csv");
  const records = await Array.fromAsync(readIncidentFile(path));
  expect(records.filter(({ ok }) => !ok)).toEqual([]);
  expect(records.length).toBeGreaterThanOrEqual(25);
});

it("imports the good in batches and gathers the bad", async () => {
  async function* records(): AsyncGenerator<ReadRecord> {
    for (let index = 0; index < 1200; index += 1) {
      yield index % 100 === 99
        ? { ok: false, problems: [{ problem: `bad ${index}` }] }
        : { ok: true, incident: aPastIncident({ id: `INC-${index}` }) };
    }
  }
  const sizes: number[] = [];
  const save = async (batch: readonly unknown[]) => {
    sizes.push(batch.length);
    return { added: batch.length, updated: 0, unchanged: 0 };
  };
  const outcome = await importIncidents(records(), { save });
  expect(sizes).toEqual([500, 500, 188]);
  expect({ ...outcome, problems: outcome.problems.length }).toEqual({
    added: 1188,
    updated: 0,
    unchanged: 0,
    rejected: 12,
    problems: 12,
  });
});
