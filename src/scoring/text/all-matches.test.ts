import fc from "fast-check";
import { expect, it } from "vitest";
import { allMatches } from "./all-matches.ts";

it.each([/a+/gu, /a*/gu, /(?<letter>[ab])|😀/gu, /(?=b)/gu])(
  "finds what matchAll finds, for %s",
  (pattern) => {
    const text = fc
      .array(fc.constantFrom("a", "b", "😀", " "), { maxLength: 12 })
      .map((units) => units.join(""));
    fc.assert(
      fc.property(text, (text) => {
        expect(allMatches(pattern, text)).toEqual([...text.matchAll(pattern)]);
      }),
    );
  },
);
