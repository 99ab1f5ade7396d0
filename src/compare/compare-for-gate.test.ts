import { expect, it } from "vitest";
import { gatePolicySchema } from "../contracts/gate.ts";
import { figures } from "../testing/trial-figures.ts";
import { compareForGate } from "./compare-for-gate.ts";

/** Twelve scenarios in both languages, Chinese lower by `zhLoss`. */
function side(promptId: string, zhLoss: number) {
  const trials = Array.from({ length: 12 }, (_, at) => [
    figures({ scenarioId: `s${at}`, promptId, value: 0.9 }),
    figures({ scenarioId: `s${at}`, promptId, value: 0.9 - zhLoss, language: "zh" }),
  ]).flat();
  return { label: promptId, trials };
}

function compare(policy: object, zhLoss: number) {
  return compareForGate(side("v1", 0), side("v2", zhLoss), {
    policy: gatePolicySchema.parse(policy),
    scenarioFacts: new Map(),
  });
}

it("asks the gated metrics alone, which are one family", () => {
  const comparison = compare({ tolerances: { "score:root-cause": 0.2 }, parity: { headline: 5 } }, 0);
  expect(comparison.metrics.map(({ metric, tolerance }) => ({ metric, tolerance }))).toEqual([
    { metric: "score:root-cause", tolerance: 0.2 },
  ]);
  expect(comparison.parity.map(({ metric }) => metric)).toEqual(["headline"]);
});

it.each([
  { tolerance: 0.05, verdict: "worse" },
  { tolerance: 0.2, verdict: "not-worse" },
])("holds a language against its own tolerance of $tolerance: $verdict", ({ tolerance, verdict }) => {
  const policy = {
    tolerances: { "score:root-cause": 0.01 },
    byLanguage: { zh: { "score:root-cause": tolerance } },
  };
  const { slices } = compare(policy, 0.1);
  expect(slices).toMatchObject([
    {
      by: "language",
      name: "zh",
      scenarios: 12,
      metrics: [{ metric: "score:root-cause", tolerance, verdict }],
    },
  ]);
});

it("knows a metric that only one language is held to", () => {
  const { slices } = compare({ byLanguage: { zh: { pass: 0.1 } } }, 0);
  expect(slices[0]?.metrics.map(({ metric }) => metric)).toEqual(["pass"]);
});
