import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Mark, markText } from "./mark-text.ts";

const mark = (id: string, start: number, end: number): Mark => ({ id, start, end });

/** "ab[c|d]": text and, per piece, the ids over it. */
function drawn(text: string, marks: readonly Mark[]): [string, string][] {
  return markText(text, marks).map((piece) => [piece.text, piece.marks.map(({ id }) => id).join(" ")]);
}

describe("markText", () => {
  it.each<{ what: string; text: string; marks: Mark[]; pieces: [string, string][] }>([
    { what: "no text", text: "", marks: [mark("a", 0, 3)], pieces: [] },
    { what: "no marks", text: "pool", marks: [], pieces: [["pool", ""]] },
    {
      what: "marks side by side, in any order",
      text: "pool is full",
      marks: [mark("b", 8, 12), mark("a", 0, 4)],
      pieces: [
        ["pool", "a"],
        [" is ", ""],
        ["full", "b"],
      ],
    },
    {
      what: "overlapping marks",
      text: "abcdef",
      marks: [mark("a", 0, 4), mark("b", 2, 6)],
      pieces: [
        ["ab", "a"],
        ["cd", "a b"],
        ["ef", "b"],
      ],
    },
    {
      what: "nested marks, the outer one first",
      text: "abcd",
      marks: [mark("inner", 0, 2), mark("outer", 0, 4)],
      pieces: [
        ["ab", "outer inner"],
        ["cd", "outer"],
      ],
    },
    {
      what: "marks that touch",
      text: "abcd",
      marks: [mark("a", 0, 2), mark("b", 2, 4)],
      pieces: [
        ["ab", "a"],
        ["cd", "b"],
      ],
    },
    {
      what: "marks beyond the text, empty ones and turned ones",
      text: "abc",
      marks: [mark("a", 2, 99), mark("b", 7, 9), mark("c", 1, 1), mark("d", 2, 0), mark("e", -5, 1)],
      pieces: [
        ["a", "e"],
        ["b", ""],
        ["c", "a"],
      ],
    },
    {
      what: "marks that end inside a character",
      text: "a😀b",
      marks: [mark("a", 0, 2), mark("b", 2, 4)],
      pieces: [
        ["a", "a"],
        ["😀", "a b"],
        ["b", "b"],
      ],
    },
    { what: "an empty mark inside a character", text: "😀", marks: [mark("a", 1, 1)], pieces: [["😀", ""]] },
  ])("cuts at $what", ({ text, marks, pieces }) => {
    expect(drawn(text, marks)).toEqual(pieces);
  });

  const text = fc.string({ unit: "binary" });
  const marks = fc
    .array(fc.tuple(fc.integer({ min: -3, max: 30 }), fc.integer({ min: -3, max: 30 })))
    .map((spans) => spans.map(([start, end], index) => mark(String(index), start, end)));

  it("keeps the text exactly, and no piece is empty or out of place", () => {
    fc.assert(
      fc.property(text, marks, (text, marks) => {
        const pieces = markText(text, marks);
        expect(pieces.map((piece) => piece.text).join("")).toBe(text);
        for (const piece of pieces) {
          expect(piece.text).not.toBe("");
          expect(text.slice(piece.start, piece.start + piece.text.length)).toBe(piece.text);
        }
      }),
    );
  });

  it("lays every mark over exactly the characters it touches", () => {
    fc.assert(
      fc.property(text, marks, (text, marks) => {
        const pieces = markText(text, marks);
        let at = 0;
        for (const character of text) {
          const end = at + character.length;
          const piece = pieces.findLast(({ start }) => start <= at);
          const touching = marks.filter((one) => one.start < one.end && one.start < end && one.end > at);
          expect(new Set(piece?.marks)).toEqual(new Set(touching));
          at = end;
        }
      }),
    );
  });
});
