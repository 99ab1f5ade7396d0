import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson, stableHash } from "./stable-hash.ts";

it("does not depend on the order of keys, at any depth", () => {
  expect(stableHash({ a: 1, b: { c: 2, d: 3 } })).toBe(stableHash({ b: { d: 3, c: 2 }, a: 1 }));
});

it("depends on the order of arrays, which means something", () => {
  expect(stableHash([1, 2])).not.toBe(stableHash([2, 1]));
});

it("gives JSON that reads back as the same value", () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %s, which JSON would turn into null", (value) => {
  expect(() => stableHash({ value })).toThrow(TypeError);
});
