import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Trial } from "../contracts/trial.ts";
import { createTrialSummary } from "../runs/summarise-trials.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { aTrial, aTrialKey } from "../testing/builders.ts";
import { aMissingRow, aRow, rowFigures } from "../testing/review-builders.ts";
import { summariseRows } from "./summarise-rows.ts";

const key = fc.record({
  scenarioId: fc.constantFrom("a", "b", "c"),
  promptId: fc.constantFrom("v1", "v2"),
  modelId: fc.constantFrom("m", "n"),
  language: fc.constantFrom("en", "zh"),
  repeat: fc.nat(3),
});
const money = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
const graded = fc
  .record({
    key,
    headline: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
    passed: fc.boolean(),
    provenance: fc.constantFrom("live", "simulated"),
    gateFailures: fc.array(
      fc.constant({ gate: "missed-sev1", scorerId: "severity", message: "missed" } as const),
    ),
    latencyMs: fc.option(fc.nat(9000)),
    costUsd: money,
  })
  .map(({ key, latencyMs, costUsd, ...changes }) => {
    const measured = { ...aTrial().measured, latencyMs, costUsd };
    return aTrial({ ...key, ...changes, measured });
  });
const missing = key.map(
  (one): Trial => ({ outcome: "not-recorded", ...aTrialKey(one), problem: "not recorded" }),
);

describe("summariseRows", () => {
  it("agrees with the results table in every figure that both have", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(graded, missing), { maxLength: 30 }), (trials) => {
        const table = createTrialSummary([]);
        trials.forEach(table.add);
        const shared = table
          .rows()
          .map(({ scores, calibration, inputTokens, outputTokens, ...rest }) => rest);
        const here = summariseRows(trials.map(rowFigures)).map(
          ({ passed, passInterval, headlineInterval, costPerTrialUsd, ...rest }) => rest,
        );
        expect(here).toEqual(shared);
      }),
    );
  });

  it("tells what it adds: passes, intervals, the price of a trial", () => {
    const rows = [
      ...Array.from({ length: 8 }, (_, i) => aRow({ scenarioId: `s${i}`, headline: 50 + i })),
      aRow({ scenarioId: "s0", repeat: 1, headline: 60, passed: false, costUsd: null }),
      aMissingRow({ scenarioId: "s1", repeat: 1 }),
    ];
    expect(summariseRows(rows)).toMatchObject([
      {
        planned: 10,
        graded: 9,
        missing: 1,
        passed: 8,
        passRate: 0.8,
        passInterval: wilsonInterval(8, 10),
        // Scenario means 55, 51, 52, … 57: mean 54.125, s = 2.0310, t(.975, 7) = 2.3646, reach t · s / √8.
        headlineInterval: { low: expect.closeTo(52.427, 2), high: expect.closeTo(55.823, 2) },
        costPerTrialUsd: expect.closeTo(0.001, 10),
      },
    ]);
  });

  it("says nothing about scenarios in general from seven, however often they are repeated", () => {
    const rows = Array.from({ length: 70 }, (_, i) => aRow({ scenarioId: `s${i % 7}`, headline: i }));
    expect(summariseRows(rows)).toMatchObject([{ headlineInterval: null }]);
  });

  it.each([
    { most: 0, one: 40, interval: { low: 0, high: expect.closeTo(16.8, 1) } },
    { most: 100, one: 60, interval: { low: expect.closeTo(83.2, 1), high: 100 } },
  ])("keeps the headline's interval on its scale, near $most", ({ most, one, interval }) => {
    const headlines = [one, ...new Array<number>(7).fill(most)];
    const rows = headlines.map((headline, i) => aRow({ scenarioId: `s${i}`, headline }));
    expect(summariseRows(rows)).toMatchObject([{ headlineInterval: interval }]);
  });

  it("says nothing, not 0, where nothing was graded", () => {
    expect(summariseRows([aMissingRow()])).toMatchObject([
      { passed: 0, passRate: null, passInterval: null, headline: null, costUsd: null, costPerTrialUsd: null },
    ]);
  });
});
