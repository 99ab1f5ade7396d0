import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aPastIncident, embeddedPlace, serverPlace, type TestPlace } from "./__fixtures__/memories.ts";
import type { IncidentMemory } from "./incident-memory.ts";
import { openIncidentMemory } from "./open-incident-memory.ts";

const English = aPastIncident({ id: "en" });
const Chinese = aPastIncident({
  id: "zh",
  title: "支付服务连接池耗尽",
  symptoms: "结账失败，HTTP 500，数据库磁盘写满",
  startedAt: "2026-02-01T00:00:00.000Z",
});
const Bilingual = aPastIncident({
  id: "both",
  title: "Connection pool exhausted / 连接池耗尽",
  service: "order-svc",
  symptoms: "orders time out / 下单超时",
  startedAt: "2026-03-01T00:00:00.000Z",
});
const Unlike = aPastIncident({ id: "unlike", title: "Certificate expired", symptoms: "TLS handshakes fail" });
const ALL = [English, Chinese, Bilingual, Unlike].map((incident) => ({ incident, origins: [] }));

/** Every engine must do all of this; what it found is kept to compare the two. */
const found = new Map<string, unknown>();

describe.each([
  { engine: "PGlite", makePlace: embeddedPlace },
  { engine: "PostgreSQL", makePlace: serverPlace },
])("the incident memory on $engine", ({ engine, makePlace }) => {
  let test: TestPlace | null = null;
  let memory: IncidentMemory;
  beforeAll(async () => {
    test = await makePlace();
    if (test !== null) memory = await openIncidentMemory(test.place);
  });
  afterAll(async () => {
    await memory?.close();
    await test?.remove();
  });
  beforeEach(async (context) => {
    if (test === null) return context.skip();
    for (const { id } of await memory.list()) await memory.remove(id);
  });

  it("gives back what was saved, the latest first", async () => {
    const full = aPastIncident({
      ...Chinese,
      summary: "一行\n两行 'quoted' $1 \\ 😀",
      rootCause: "a batch",
      resolvedAt: "2026-02-01T01:00:00.500Z",
      links: ["https://example.com/a,b", 'https://example.com/?q="{}'],
    });
    await memory.save([English, full].map((incident) => ({ incident, origins: [] })));
    expect(await memory.list()).toEqual([full, English]);
    expect(await memory.list({ service: "nobody" })).toEqual([]);
    expect(await memory.list({ since: "2026-01-31T00:00:00Z", limit: 1 })).toEqual([full]);
    expect(await memory.count()).toBe(2);
  });

  it("counts what is new, changed and as it was", async () => {
    expect(await memory.save(ALL)).toEqual({ added: 4, updated: 0, unchanged: 0 });
    const changed = { incident: { ...English, title: "Cache stampede" }, origins: [] };
    expect(await memory.save([...ALL.slice(1), changed])).toEqual({ added: 0, updated: 1, unchanged: 3 });
    expect((await memory.search("cache stampede")).map(({ id }) => id)).toEqual(["en"]);
    expect(await memory.search("payment service connection pool exhaustion", { min: 0.9 })).toEqual([]);
  });

  it("keeps nothing of a batch that fails", async () => {
    const broken = { incident: { ...English, startedAt: "no instant" }, origins: [] };
    await expect(memory.save([...ALL.slice(1), broken])).rejects.toThrow();
    expect(await memory.count()).toBe(0);
  });

  it("forgets what is removed", async () => {
    await memory.save(ALL);
    expect([await memory.remove("en"), await memory.remove("en")]).toEqual([true, false]);
    expect((await memory.search("payment service connection pool")).map(({ id }) => id)).not.toContain("en");
  });

  it.each([
    {
      query: "连接池耗尽",
      first: ["both", "zh"],
      why: "a Chinese query finds the Chinese and the bilingual one",
    },
    { query: "磁盘", first: ["zh"], why: "two characters inside a longer run" },
    {
      query: "connection pool exhaustion",
      first: ["both", "en"],
      why: "English finds English and bilingual",
    },
    { query: "Connection pools exhausted", first: ["both", "en"], why: "another form of the words" },
    { query: "payment service checkout fails", first: ["en"], why: "words of title and symptoms" },
  ])("finds by $query: $why", async ({ query, first }) => {
    await memory.save(ALL);
    const hits = await memory.search(query, { min: 0.1 });
    expect(
      hits
        .slice(0, first.length)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(first);
    expect(hits.map(({ similarity }) => similarity)).toEqual(
      hits.map(({ similarity }) => similarity).sort((a, b) => b - a),
    );
  });

  it("says which field matched, and calls the same text 1", async () => {
    await memory.save(ALL);
    const matched = async (text: string) => {
      const [hit] = await memory.search(text);
      return { id: hit?.id, matched: hit?.matched, similarity: Number(hit?.similarity.toFixed(6)) };
    };
    expect(await matched(`${English.symptoms} ${English.title}`)).toEqual({
      id: "en",
      matched: "both",
      similarity: 1,
    });
    expect(await matched(Chinese.title)).toEqual({ id: "zh", matched: "title", similarity: 1 });
    expect(await matched(Bilingual.symptoms)).toEqual({ id: "both", matched: "symptoms", similarity: 1 });
  });

  it("keeps to service, time, origin, number and least similarity", async () => {
    await memory.save([...ALL.slice(0, 3), { incident: Unlike, origins: ["scenario:x", "text:y"] }]);
    const ids = async (text: string, options: Parameters<IncidentMemory["search"]>[1]) =>
      (await memory.search(text, { min: 0.1, ...options })).map(({ id }) => id);
    expect(await ids("connection pool", { service: "order-svc" })).toEqual(["both"]);
    expect(await ids("connection pool", { since: "2026-02-15T00:00:00Z" })).toEqual(["both"]);
    expect(await ids("connection pool", { limit: 1 })).toHaveLength(1);
    expect(await ids("connection pool", { min: 0.99 })).toEqual([]);
    expect(await ids("certificate expired", { min: 0.5 })).toEqual(["unlike"]);
    expect(await ids("certificate expired", { min: 0.5, excludeOrigins: ["text:y", "text:z"] })).toEqual([]);
  });

  it.each([
    "",
    " \n",
    "…!?",
    "12:03 4.8s 99%",
    "'; drop table incidents; --",
    "\u0000%_\\",
    "x".repeat(1_000_000),
  ])("takes any text for a query: %#", async (text) => {
    await memory.save(ALL);
    expect(await memory.search(text)).toEqual([]);
    expect(await memory.count()).toBe(4);
  });

  it("measures alike on every engine", async () => {
    await memory.save(ALL);
    const queries = [
      "连接池耗尽 payment",
      "Checkout fails: too many clients",
      "数据库磁盘写满，下单超时",
      "naïve Çedilla 500",
    ];
    for (const query of queries) {
      const hits = await memory.search(query, { min: 0.01 });
      const seen = hits.map(({ id, matched, similarity }) => [id, matched, similarity.toFixed(9)]);
      if (found.has(query)) expect(seen, engine).toEqual(found.get(query));
      found.set(query, seen);
    }
  });
});
