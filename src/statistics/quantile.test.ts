import fc from "fast-check";
import { expect, it } from "vitest";
import { quantile } from "./quantile.ts";

it.each([
  { sample: [], share: 0.5, value: null },
  { sample: [3], share: 0.95, value: 3 },
  { sample: [4, 1, 3, 2], share: 0.5, value: 2.5 },
  { sample: [10, 20, 30, 40, 50], share: 0.95, value: 48 },
])("is $value for share $share of $sample", ({ sample, share, value }) => {
  expect(quantile(sample, share)).toBe(value);
});

it("lies within the sample and grows with the share", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), share, share, (sample, a, b) => {
      const low = quantile(sample, Math.min(a, b)) ?? Number.NaN;
      const high = quantile(sample, Math.max(a, b)) ?? Number.NaN;
      expect(low).toBeGreaterThanOrEqual(Math.min(...sample));
      expect(high).toBeLessThanOrEqual(Math.max(...sample));
      expect(low).toBeLessThanOrEqual(high);
    }),
  );
});
