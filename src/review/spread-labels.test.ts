import fc from "fast-check";
import { expect, it } from "vitest";
import { spreadLabels } from "./spread-labels.ts";

it.each([
  { wishes: [], places: [], why: "there are none" },
  { wishes: [10, 50], places: [10, 50], why: "they do not touch" },
  { wishes: [10, 10], places: [3, 17], why: "two wish the same: both give way alike" },
  { wishes: [40, 10, 12], places: [40, 4, 18], why: "the order given is not the order of height" },
  { wishes: [10, 20, 30], places: [6, 20, 34], why: "one between two pushes both" },
])("places labels where $why", ({ wishes, places }) => {
  expect(spreadLabels(wishes, 14)).toEqual(places);
});

it("never lets two touch, keeps their order and moves nothing that has room", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 12 }), (wishes) => {
      const places = spreadLabels(wishes, 14);
      const sorted = places.toSorted((a, b) => a - b);
      sorted.slice(1).forEach((place, index) => {
        expect(place - (sorted[index] ?? 0)).toBeGreaterThanOrEqual(14 - 1e-9);
      });
      wishes.forEach((wish, a) => {
        wishes.forEach((other, b) => {
          if (wish < other) expect(places[a] ?? 0).toBeLessThan(places[b] ?? 0);
        });
      });
    }),
  );
});
