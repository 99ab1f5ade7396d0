import fc from "fast-check";
import { expect, it } from "vitest";
import { createCostGuard } from "./cost-guard.ts";

it("never lets what was spent pass the cap, however calls overlap", () => {
  const call = fc.record({
    upperBound: fc.double({ min: 0, max: 3, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    settleAtOnce: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(call, { maxLength: 50 }),
      fc.double({ min: 0, max: 10, noNaN: true }),
      (calls, cap) => {
        const guard = createCostGuard(cap);
        const open: (typeof calls)[number][] = [];
        const settle = ({ upperBound, share }: (typeof calls)[number]) =>
          guard.settle(upperBound, upperBound * share);
        for (const entry of calls) {
          if (!guard.reserve(entry.upperBound)) continue;
          if (entry.settleAtOnce) settle(entry);
          else open.push(entry);
        }
        open.forEach(settle);
        expect(guard.spentUsd() ?? 0).toBeLessThanOrEqual(cap + 1e-9);
      },
    ),
  );
});

it("counts the whole reservation of a call that may have been billed", () => {
  const guard = createCostGuard(1);
  expect(guard.reserve(0.6)).toBe(true);
  guard.settle(0.6, null);
  expect([guard.reserve(0.6), guard.spentUsd()]).toEqual([false, null]);
});

it("gives back what a cheaper call did not use", () => {
  const guard = createCostGuard(1);
  guard.reserve(0.9);
  guard.settle(0.9, 0.1);
  expect([guard.reserve(0.9), guard.spentUsd()]).toEqual([true, 0.1]);
});

it("lets no call through under a cap when its cost has no bound", () => {
  expect(createCostGuard(100).reserve(null)).toBe(false);
  expect(createCostGuard(null).reserve(null)).toBe(true);
});

it("tells whether more calls together would fit, and reserves nothing by that", () => {
  const guard = createCostGuard(1);
  guard.reserve(0.4);
  expect([
    guard.hasRoomFor(0.6),
    guard.hasRoomFor(0.6),
    guard.hasRoomFor(0.7),
    guard.hasRoomFor(null),
  ]).toEqual([true, true, false, false]);
  expect(createCostGuard(null).hasRoomFor(null)).toBe(true);
});
