import fc from "fast-check";
import { expect, it } from "vitest";
import { wilsonLowerBound } from "./wilson.ts";

it.each([
  { hits: 0, trials: 0, low: null },
  { hits: 0, trials: 10, low: 0 },
  { hits: 10, trials: 10, low: 0.7225 },
  { hits: 29, trials: 29, low: 0.883 },
  { hits: 142, trials: 150, low: 0.8985 },
])("is $low for $hits of $trials", ({ hits, trials, low }) => {
  const bound = wilsonLowerBound(hits, trials);
  if (low === null) expect(bound).toBeNull();
  else expect(bound).toBeCloseTo(low, 3);
});

it("lies between 0 and the observed share", () => {
  const sample = fc
    .integer({ min: 1, max: 500 })
    .chain((trials) => fc.tuple(fc.integer({ min: 0, max: trials }), fc.constant(trials)));
  fc.assert(
    fc.property(sample, ([hits, trials]) => {
      const low = wilsonLowerBound(hits, trials);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(hits / trials + 1e-12);
    }),
  );
});
