import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { wrapItem, wrapProse } from "./wrap-prose.ts";

const word = fc.oneof(
  fc.constantFrom(
    "连接池",
    "耗尽，",
    "（结算）",
    "payment-svc",
    "ledger_entries",
    "12%。",
    "“误判”",
    "a",
    "：",
    "https://a.example/b",
  ),
  fc.stringMatching(/^[a-z]{1,50}$/),
);
const prose = fc
  .array(word, { maxLength: 30 })
  .chain((words) => fc.constantFrom(" ", "").map((gap) => words.join(gap)));

describe("wrapProse", () => {
  it("wraps English between words, behind its indentation", () => {
    expect(wrapProse("the quick brown fox jumps over it", { width: 24, indent: "  " })).toEqual([
      "  the quick brown fox",
      "  jumps over it",
    ]);
  });

  it("fills lines of Chinese to the brim and starts none with a closing mark", () => {
    expect(wrapProse("占满了 Postgres 的 500 个连接，随后结账失败。", { width: 28 })).toEqual([
      "占满了 Postgres 的 500 个连",
      "接，随后结账失败。",
    ]);
    expect(wrapProse("数据库的连接全部耗尽了，结账失败", { width: 22 })).toEqual([
      "数据库的连接全部耗尽",
      "了，结账失败",
    ]);
  });

  it("keeps line breaks, blank lines and the shape of lists", () => {
    expect(wrapProse("logs:\n\n- first entry of the list\n    deep", { width: 20 })).toEqual([
      "logs:",
      "",
      "- first entry of the",
      "  list",
      "    deep",
    ]);
  });

  it("never exceeds the width and never loses a character", () => {
    fc.assert(
      fc.property(prose, fc.integer({ min: 24, max: 120 }), (text, width) => {
        const lines = wrapProse(text, { width, indent: "  " });
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join("").replaceAll(/\s/gu, "")).toBe(text.replaceAll(/\s/gu, ""));
      }),
    );
  });
});

describe("wrapItem", () => {
  it("aligns later lines with the first", () => {
    expect(wrapItem("one two three four five", { width: 20, indent: "  ", marker: "10. " })).toEqual([
      "  10. one two three four",
      "      five",
    ]);
  });
});
