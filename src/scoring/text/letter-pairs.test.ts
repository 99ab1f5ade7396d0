import fc from "fast-check";
import { expect, it } from "vitest";
import { letterPairs, mayHold, slotsOf } from "./letter-pairs.ts";

it("never denies a word that a text holds", () => {
  const piece = fc.string({ unit: fc.constantFrom(..."ab é连接😀-"), maxLength: 12 });
  fc.assert(
    fc.property(piece, piece, piece, (before, word, after) => {
      expect(mayHold(letterPairs(before + word + after), slotsOf([word]))).toBe(true);
    }),
  );
});

it.each([
  { text: "the pool is full", words: ["leak"], held: false },
  { text: "the pool is full", words: ["pool", "leak"], held: false },
  { text: "连接池被耗尽", words: ["索引"], held: false },
  { text: "the pool is full", words: [], held: true },
  { text: "the pool is full", words: ["x"], held: true },
])("says $held to $words in a text without chance hits", ({ text, words, held }) => {
  expect(mayHold(letterPairs(text), slotsOf(words))).toBe(held);
});
