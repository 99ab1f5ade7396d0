import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeInterval } from "./place-interval.ts";

const SHARE = { unit: "share", higherIsBetter: true, tolerance: 0.05 } as const;

function effect(low: number, mean: number, high: number) {
  return { low, mean, high, basis: "population" as const };
}

describe("placeInterval", () => {
  it.each([
    {
      what: "a gain",
      metric: { ...SHARE, effect: effect(0.03, 0.06, 0.09) },
      placed: { low: 0.2, mean: 0.4, high: 0.6, margin: -1 / 3, isCutLow: false, isCutHigh: false },
    },
    {
      what: "a loss beyond the axis",
      metric: { ...SHARE, effect: effect(-0.3, -0.15, 0) },
      placed: { low: -2, mean: -1, high: 0, margin: -1 / 3, isCutLow: true, isCutHigh: false },
    },
    {
      what: "a metric of which less is better, turned round",
      metric: { ...SHARE, higherIsBetter: false, effect: effect(-0.3, 0, 0.06) },
      placed: { low: -0.4, mean: 0, high: 2, margin: -1 / 3, isCutLow: false, isCutHigh: true },
    },
    {
      what: "a ratio, by its logarithm",
      metric: { unit: "ratio", higherIsBetter: false, tolerance: 1.1, effect: effect(1 / 1.1, 1, 1.1 ** 2) },
      placed: { low: -2 / 3, mean: 0, high: 1 / 3, margin: -1 / 3, isCutLow: false, isCutHigh: false },
    },
    {
      what: "an effect where no loss is tolerated",
      metric: { ...SHARE, tolerance: 0, effect: effect(-0.1, 0.1, 0.2) },
      placed: { low: -1 / 6, mean: 1 / 6, high: 1 / 3, margin: null, isCutLow: false, isCutHigh: false },
    },
    {
      what: "no change where no loss is tolerated",
      metric: { ...SHARE, tolerance: 0, effect: effect(0, 0, 0) },
      placed: { low: 0, mean: 0, high: 0, margin: null, isCutLow: false, isCutHigh: false },
    },
  ] as const)("places $what", ({ metric, placed }) => {
    const close = Object.entries(placed).map(([name, value]) => [
      name,
      typeof value === "number" ? expect.closeTo(value, 9) : value,
    ]);
    expect(placeInterval(metric)).toEqual(Object.fromEntries(close));
  });

  it("places nothing where there is no effect", () => {
    expect(placeInterval({ ...SHARE, effect: null })).toBeNull();
  });

  it("keeps low, mean and high in order whatever the metric", () => {
    const ratio = fc.double({ min: 0.01, max: 100, noNaN: true });
    const three = fc.tuple(ratio, ratio, ratio).map((values) => values.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(three, fc.constantFrom("ratio", "share"), fc.boolean(), (values, unit, higherIsBetter) => {
        const [low = 0, mean = 0, high = 0] = values;
        const placed = placeInterval({
          unit,
          higherIsBetter,
          tolerance: 1.1,
          effect: effect(low, mean, high),
        });
        expect(placed?.low).toBeLessThanOrEqual(placed?.mean ?? Number.NaN);
        expect(placed?.mean).toBeLessThanOrEqual(placed?.high ?? Number.NaN);
      }),
    );
  });
});
