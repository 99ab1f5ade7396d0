import fc from "fast-check";
import { expect, it } from "vitest";
import { formulaSafe, fromFormulaSafe } from "./formula-safe.ts";

/** Any text, with what could be taken for a formula or for the escape far more often than by chance. */
const anyText = fc
  .tuple(
    fc.constantFrom("", "'", "''", "=", " =", "\t+", "\n-", "@", "＝", "\u202e=", "\ufeff=", "“中文”"),
    fc.string({ unit: "binary" }),
  )
  .map(([start, rest]) => `${start}${rest}`);

it("reads every text back exactly", () => {
  fc.assert(fc.property(anyText, (text) => fromFormulaSafe(formulaSafe(text)) === text));
});

it("lets no cell begin as a formula, blanks before it or not", () => {
  fc.assert(fc.property(anyText, (text) => !/^\s*[=+\-@＝＋－＠]/u.test(formulaSafe(text))));
});

it.each([
  { text: "=HYPERLINK(1)", cell: "'=HYPERLINK(1)" },
  { text: "'=1", cell: "''=1" },
  { text: "it's 5 - 3 = 2", cell: "it's 5 - 3 = 2" },
  { text: "", cell: "" },
])("writes $text as $cell", ({ text, cell }) => {
  expect(formulaSafe(text)).toBe(cell);
});
