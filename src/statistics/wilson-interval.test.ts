import fc from "fast-check";
import { expect, it } from "vitest";
import { wilsonInterval } from "./wilson-interval.ts";

// Reference values: Newcombe 1998, Two-sided confidence intervals for the single proportion, table I, method 3.
it.each([
  { successes: 81, trials: 263, low: 0.2553, high: 0.3662 },
  { successes: 15, trials: 148, low: 0.0624, high: 0.1605 },
  { successes: 0, trials: 20, low: 0, high: 0.1611 },
  { successes: 1, trials: 29, low: 0.0061, high: 0.1718 },
])("is $low to $high for $successes of $trials", ({ successes, trials, low, high }) => {
  const interval = wilsonInterval(successes, trials);
  expect(interval?.low).toBeCloseTo(low, 4);
  expect(interval?.high).toBeCloseTo(high, 4);
});

it("is unknown without trials", () => {
  expect(wilsonInterval(0, 0)).toBeNull();
});

it("holds the share, stays within 0 and 1, and mirrors when successes and failures swap", () => {
  const counts = fc
    .integer({ min: 1, max: 500 })
    .chain((trials) => fc.tuple(fc.integer({ min: 0, max: trials }), fc.constant(trials)));
  fc.assert(
    fc.property(counts, ([successes, trials]) => {
      const { low = Number.NaN, high = Number.NaN } = wilsonInterval(successes, trials) ?? {};
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(successes / trials);
      expect(high).toBeGreaterThanOrEqual(successes / trials);
      expect(high).toBeLessThanOrEqual(1);
      expect(wilsonInterval(trials - successes, trials)?.high).toBeCloseTo(1 - low, 10);
    }),
  );
});
