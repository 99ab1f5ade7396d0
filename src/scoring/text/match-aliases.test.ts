import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findAliases, findAliasGroups } from "./match-aliases.ts";

const aliases = (...any: string[]) => ({ en: any, zh: [] });
const quotes = (text: string, ...any: string[]) =>
  findAliases(text, aliases(...any)).map(({ quote }) => quote);

describe("alias syntax", () => {
  it.each([
    { alias: "cron", text: "a synchronous call", found: [], why: "whole words only" },
    {
      alias: "cron",
      text: "The CRON-job and the cron.",
      found: ["CRON", "cron"],
      why: "hyphens and stops end words",
    },
    { alias: "v2.41", text: "v2.410 and v2.41.1", found: [], why: "another version" },
    { alias: "v2.41", text: "since v2.41.", found: ["v2.41"], why: "the stop ends a sentence" },
    { alias: "v2.41", text: "回滚v2.41版本", found: ["v2.41"], why: "Han beside Latin" },
    { alias: "500", text: "1,500 or 500,000 or 500.5", found: [], why: "parts of numbers" },
    { alias: "ledger", text: "ledger_entries", found: [], why: "an underscore continues a word" },
    { alias: "ledger*", text: "ledger_entries", found: ["ledger_entries"], why: "any ending" },
    {
      alias: "exhaust*",
      text: "Exhausted; exhaustion",
      found: ["Exhausted", "exhaustion"],
      why: "any ending",
    },
    {
      alias: "full table scan",
      text: "a full-table  scan",
      found: ["full-table  scan"],
      why: "hyphen or spaces",
    },
    {
      alias: "ledger_entries table",
      text: "the `ledger_entries` table",
      found: ["ledger_entries` table"],
      why: "code",
    },
    {
      alias: "connection pool",
      text: "ｃｏｎｎｅｃｔｉｏｎ　ｐｏｏｌ",
      found: ["ｃｏｎｎｅｃｔｉｏｎ　ｐｏｏｌ"],
      why: "full width",
    },
    { alias: "can't connect", text: "It can’t connect", found: ["can’t connect"], why: "curly quotes" },
    { alias: "索引", text: "没有索引", found: ["索引"], why: "Han needs no boundary" },
    { alias: "status 没有索引", text: "status没有索引", found: ["status没有索引"], why: "optional space" },
    { alias: "定时任务cron", text: "定时任务 cron", found: ["定时任务 cron"], why: "optional space" },
    { alias: "pool", text: "con\u200bnection po\u200bol", found: ["po\u200bol"], why: "zero-width joints" },
    { alias: "pool", text: "fine <!-- pool exhausted -->", found: [], why: "hidden from readers" },
  ])("$alias in $text: $why", ({ alias, text, found }) => {
    expect(quotes(text, alias)).toEqual(found);
  });
});

describe("a gap in an alias", () => {
  it.each([
    { text: "the pool exhausted", found: true, why: "no gap at all" },
    { text: "the pool was then very quickly fully exhausted", found: true, why: "5 words" },
    { text: "the pool was then very very quickly fully exhausted", found: false, why: "6 words" },
    { text: "the pool and workers exhausted", found: false, why: "and" },
    { text: "the pool, workers exhausted", found: false, why: "comma" },
    { text: "the pool (max 500) exhausted", found: false, why: "bracket" },
    { text: "the pool but exhausted", found: false, why: "contrast" },
    { text: "the pool grew. Exhausted", found: false, why: "next sentence" },
    { text: "exhausted the pool", found: false, why: "order" },
  ])("$found for '$text': $why", ({ text, found }) => {
    expect(quotes(text, "pool … exhaust*").length > 0).toBe(found);
    expect(quotes(text, "pool ... exhaust*").length > 0).toBe(found);
  });

  it.each([
    { text: "连接池耗尽", found: true },
    { text: "连接池很快就被慢查询全部耗尽", found: true },
    { text: "连接池就在两三四五六七分钟之后耗尽", found: true },
    { text: "连接池它就在两三四五六七分钟之后耗尽", found: false },
    { text: "连接池、内存耗尽", found: false },
    { text: "连接池，内存耗尽", found: false },
    { text: "连接池也没有被耗尽", found: false },
  ])("$found for $text", ({ text, found }) => {
    expect(quotes(text, "连接池 … 耗尽").length > 0).toBe(found);
  });

  it("takes the nearest end and can be entered from each beginning", () => {
    expect(quotes("pool A exhausted, pool B exhausted", "pool … exhausted")).toEqual([
      "pool A exhausted",
      "pool B exhausted",
    ]);
  });
});

describe("a negation inside an alias", () => {
  const text = "The query has not any key on status and exhausted the pool";

  it("denies what follows as long as no alias holds it", () => {
    expect(findAliases("The query has not any key exhausting it", aliases("exhaust*"))[0]?.polarity).toBe(
      "negated",
    );
  });

  it("belongs to its own fact and denies no other of the same call", () => {
    const [key, exhausted] = findAliasGroups(text, [aliases("not any key"), aliases("exhaust*")]);
    expect(key?.[0]?.polarity).toBe("asserted");
    expect(exhausted?.[0]?.polarity).toBe("asserted");
  });

  it("still denies when it stands in the gap", () => {
    expect(findAliases("the pool was not exhausted", aliases("pool … exhausted"))[0]?.polarity).toBe(
      "negated",
    );
    expect(findAliases("连接池没有被耗尽", aliases("连接池 … 耗尽"))[0]?.polarity).toBe("negated");
  });
});

describe("spans", () => {
  const piece = fc.constantFrom(
    "pool",
    "the Pool was exhausted",
    "連線池",
    "连接池耗尽",
    "ﬁne",
    "é́",
    "İ",
    "…",
    "——",
    "，",
    "\n- ",
    "　",
    "😀",
    "<!-- x -->",
    "\u200b",
    "not ",
    "未",
  );

  it("always quote the text they point at", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        const matches = findAliases(text, { en: ["pool", "exhaust*", "fine"], zh: ["连接池 … 耗尽"] });
        for (const { start, end, quote } of matches) {
          expect(text.slice(start, end)).toBe(quote);
          expect(quote).not.toBe("");
        }
        expect(matches.length).toBeGreaterThanOrEqual(text.includes("连接池耗尽") ? 1 : 0);
      }),
    );
  });

  it("survive any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), (a, b) => {
        const text = `${a} pool ${b}`;
        for (const { start, end, quote } of findAliases(text, aliases("pool"))) {
          expect(text.slice(start, end)).toBe(quote);
        }
      }),
    );
  });
});
