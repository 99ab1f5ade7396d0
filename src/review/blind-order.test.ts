import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aMissingRow, aRow } from "../testing/review-builders.ts";
import { blindOrder } from "./blind-order.ts";

const rows = Array.from({ length: 20 }, (_, i) =>
  aRow({ scenarioId: `s${i % 5}`, language: i % 2 === 0 ? "en" : "zh", repeat: i }),
);

describe("blindOrder", () => {
  it("shows every graded trial once, the unreadable ones too, and no other", () => {
    const unreadable = aRow({ outcome: "unreadable", repeat: 77 });
    const order = blindOrder([...rows, unreadable, aMissingRow({ repeat: 99 })], 7);
    expect(order).toHaveLength(21);
    expect(new Set(order)).toEqual(new Set([...rows, unreadable]));
  });

  it("is the same for a seed in whatever order the rows come", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), fc.nat(), (any, seed) => {
        expect(blindOrder(any, seed)).toEqual(blindOrder(rows, seed));
      }),
    );
  });

  it("is another for another seed, and not the order of the run", () => {
    const orders = [rows, blindOrder(rows, 1), blindOrder(rows, 2), blindOrder(rows, 3)];
    expect(new Set(orders.map((order) => JSON.stringify(order))).size).toBe(4);
  });
});
