import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aReport } from "../testing/builders.ts";
import { excerptOf, fieldAt } from "./excerpt.ts";

/** Control and bidi characters. */
const UNPRINTABLE = /[\p{Cc}\u202e]/u;

describe("an excerpt", () => {
  const text = "The pool is full, so checkout fails for customers until the settlement batch ends its scan.";
  const span = (quote: string, inText = text) => {
    const start = inText.indexOf(quote);
    return { start, end: start + quote.length, quote };
  };

  it.each([
    { quote: "pool", shown: "The «pool» is full, so checkout fails for customer…" },
    { quote: "batch", shown: "…ails for customers until the settlement «batch» ends its scan." },
    { quote: "scan.", shown: "…ers until the settlement batch ends its «scan.»" },
  ])("marks $quote and shows a little on either side", ({ quote, shown }) => {
    expect(excerptOf(text, span(quote))).toBe(shown);
  });

  it("cuts no character in two", () => {
    const pictures = `${"😀".repeat(30)} pool ${"😀".repeat(30)}`;
    expect(excerptOf(pictures, span("pool", pictures))).not.toContain("U+D");
  });

  it("is the quotation alone where the text does not say so there", () => {
    expect(excerptOf(text, { start: 0, end: 4, quote: "pool" })).toBe("«pool»");
    expect(excerptOf(null, { start: 0, end: 4, quote: "pool" })).toBe("«pool»");
  });

  it("leaves out the middle of a long span and shows no control character", () => {
    const long = `${"a".repeat(100)}\u001b[31m\u202e${"b".repeat(100)}`;
    expect(excerptOf(long, span(long, long))).toBe(`«${"a".repeat(60)} … ${"b".repeat(60)}»`);
    expect(excerptOf("\u001b]0;x\u0007 a\nb\u202e", { start: 5, end: 6, quote: " " })).not.toMatch(
      UNPRINTABLE,
    );
  });

  it("is one printable line for any text and span", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.nat(50), fc.nat(50), (any, start, length) => {
        const quote = any.slice(start, start + length);
        expect(excerptOf(any, { start, end: start + quote.length, quote })).not.toMatch(UNPRINTABLE);
      }),
    );
  });
});

describe("a field of a report", () => {
  it.each([
    { path: "summary", text: aReport().summary },
    { path: "hypotheses[0].cause", text: aReport().hypotheses[0]?.cause },
    { path: "hypotheses[0].evidence[0]", text: "500 / 500" },
    { path: "hypotheses[7].cause", text: null },
    { path: "hypotheses", text: null },
    { path: "constructor.name", text: null },
    { path: "", text: null },
  ])("is found by its path, $path", ({ path, text }) => {
    expect(fieldAt(aReport(), path)).toBe(text);
  });
});
