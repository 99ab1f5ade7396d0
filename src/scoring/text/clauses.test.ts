import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitClauses } from "./clauses.ts";
import { normaliseText } from "./normalise.ts";

const clausesOf = (text: string) => {
  const { text: plain } = normaliseText(text);
  return splitClauses(plain).map(({ start, end }) => plain.slice(start, end).trim());
};

describe("clauses", () => {
  it.each([
    ["The pool is full, but CPU is low.", ["the pool is full", "but cpu is low"]],
    ["Memory leak: unlikely (heap flat)", ["memory leak", "unlikely", "heap flat"]],
    ["Over 12,000 rows at 14:02 in v2.41 take 2.4s", ["over 12,000 rows at 14:02 in v2.41 take 2.4s"]],
    ["postgres:5432 and http://x.y/z", ["postgres:5432 and http://x.y/z"]],
    ["Max is 500. Next", ["max is 500", "next"]],
    ["e.g. a cron job. 1. First", ["e.g. a cron job", "1. first"]],
    ["scan → pool full — errors", ["scan", "pool full", "errors"]],
    ["- one\n- two\nwrapped", ["- one", "two wrapped"]],
    ["连接池耗尽，但是 CPU 正常。重试", ["连接池耗尽", "但是 cpu 正常", "重试"]],
    ["并非流量突增而是慢查询", ["并非流量突增", "而是慢查询"]],
    ["从而导致、而且不但如此", ["从而导致、而且不但如此"]],
    ["根因：v2.41；影响（大）", ["根因", "v2.41", "影响", "大"]],
    ["是吗？CPU 高", ["是吗", "cpu 高"]],
  ])("%s", (text, clauses) => {
    expect(clausesOf(text)).toEqual(clauses);
  });

  it("knows which sentence asks", () => {
    const { text } = normaliseText("Was it the batch, or DNS? It was id = ? here. 耗尽了吗？是");
    expect(splitClauses(text).map(({ isQuestion }) => isQuestion)).toEqual([true, true, false, true, false]);
  });

  it("lie in order within their sentence, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", " ", ",", ".", "?", "(", ")", "但", "。", "\n", "1", ":", " - ")),
        (pieces) => {
          const text = pieces.join("");
          let last = 0;
          for (const { start, end, sentenceEnd } of splitClauses(text)) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(sentenceEnd).toBeGreaterThanOrEqual(end);
            last = end;
          }
        },
      ),
    );
  });
});
