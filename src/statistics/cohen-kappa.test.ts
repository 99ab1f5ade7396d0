import { expect, it } from "vitest";
import { cohenKappa } from "./cohen-kappa.ts";

function table(counts: Readonly<Record<string, number>>): [string, string][] {
  return Object.entries(counts).flatMap(([cell, count]) =>
    Array.from({ length: count }, () => cell.split(",") as [string, string]),
  );
}

it.each([
  { counts: { "y,y": 20, "y,n": 5, "n,y": 10, "n,n": 15 }, kappa: 0.4 },
  { counts: { "y,y": 45, "y,n": 15, "n,y": 25, "n,n": 15 }, kappa: 0.1304 },
  { counts: { "y,y": 10, "n,n": 10 }, kappa: 1 },
  { counts: { "y,n": 10, "n,y": 10 }, kappa: -1 },
  { counts: { "y,y": 30 }, kappa: null },
])("of $counts is $kappa", ({ counts, kappa }) => {
  const result = cohenKappa(table(counts));
  if (kappa === null) expect(result?.kappa).toBeNull();
  else expect(result?.kappa).toBeCloseTo(kappa, 3);
});

it("has an interval as wide as balanced ratings with 91 % agreement deserve", () => {
  // 150 balanced items, 13 disagreements: kappa .83, standard error .046.
  const result = cohenKappa(table({ "y,y": 69, "y,n": 6, "n,y": 7, "n,n": 68 }));
  expect(result?.kappa).toBeCloseTo(0.827, 2);
  expect((result?.interval?.high ?? 0) - (result?.kappa ?? 0)).toBeCloseTo(1.96 * 0.046, 2);
});

it("says nothing of nothing", () => {
  expect(cohenKappa([])).toBeNull();
});
