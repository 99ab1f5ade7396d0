import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TrialFigures } from "../contracts/comparison.ts";
import { createRandom, shuffled } from "../statistics/random.ts";
import { figures } from "../testing/trial-figures.ts";
import { compareTrials } from "./compare-trials.ts";
import { metricsFor } from "./metrics.ts";

const metrics = metricsFor(["root-cause"]);
const ROOT_CAUSE = "score:root-cause";

function compare(
  baseline: readonly TrialFigures[],
  candidate: readonly TrialFigures[],
  tolerances: Record<string, number> = {},
) {
  return compareTrials(
    { label: "v1", trials: baseline },
    { label: "v2", trials: candidate },
    { metrics, tolerances, scenarioFacts: new Map([["s1", { category: "dns", severity: "SEV2" }]]) },
  );
}

const metricOf = (comparison: ReturnType<typeof compare>, id = ROOT_CAUSE) => {
  const found = comparison.metrics.find(({ metric }) => metric === id);
  if (found === undefined) throw new Error(`no metric ${id}`);
  return found;
};

/** One trial per scenario, or `repeats` of them, with values by scenario index. */
function side(
  promptId: string,
  valueAt: (scenario: number, repeat: number) => number,
  {
    scenarios = 12,
    repeats = 1,
    language = "en" as const,
  }: { scenarios?: number; repeats?: number; language?: "en" | "zh" } = {},
): TrialFigures[] {
  return Array.from({ length: scenarios }, (_, scenario) =>
    Array.from({ length: repeats }, (_, repeat) =>
      figures({ scenarioId: `s${scenario}`, promptId, language, repeat, value: valueAt(scenario, repeat) }),
    ),
  ).flat();
}

describe("three verdicts that must be right", () => {
  it("all scores from .9 to .6 is worse, not identical", () => {
    const result = metricOf(
      compare(
        side("v1", () => 0.9),
        side("v2", () => 0.6),
      ),
    );
    expect(result).toMatchObject({ verdict: "worse", effect: { mean: expect.closeTo(-0.3) } });
  });

  it("a drop of .007 with 3 flips names a detectable difference inside the score's own range", () => {
    const flips = new Map([
      [3, 0],
      [9, 0],
      [20, 1],
    ]);
    const before = (scenario: number) => (scenario === 20 ? 0 : 1);
    const comparison = compare(
      side("v1", before, { scenarios: 143 }),
      side("v2", (scenario) => flips.get(scenario) ?? before(scenario), { scenarios: 143 }),
      { pass: 0.005 },
    );
    const pass = metricOf(comparison, "pass");
    expect(comparison.flips).toHaveLength(3);
    expect(pass.effect?.mean).toBeCloseTo(-0.007, 3);
    expect(pass.verdict).toBe("inconclusive");
    expect(pass.detectable).toBeGreaterThan(0.007);
    expect(pass.detectable).toBeLessThan(0.1);
  });

  it("a drop of .011 within a tolerance of .05 is no loss", () => {
    const random = createRandom(2);
    const noise = Array.from({ length: 20 }, () => 0.01 * random.normal());
    const centre = noise.reduce((total, one) => total + one, 0) / 20;
    const result = metricOf(
      compare(
        side("v1", () => 0.9, { scenarios: 20 }),
        side("v2", (scenario) => 0.889 + (noise[scenario] ?? 0) - centre, { scenarios: 20 }),
        { [ROOT_CAUSE]: 0.05 },
      ),
    );
    expect(result.effect?.mean).toBeCloseTo(-0.011, 6);
    expect(result.verdict).toBe("not-worse");
  });
});

describe("what can be said", () => {
  it.each([
    { scenarios: 7, verdict: "inconclusive", reason: /7 scenarios tried once/ },
    { scenarios: 1, verdict: "inconclusive", reason: /1 scenario tried once/ },
    { scenarios: 8, verdict: "worse", reason: /whole interval is a loss/ },
  ])("of $scenarios scenarios tried once: $verdict", ({ scenarios, verdict, reason }) => {
    const result = metricOf(
      compare(
        side("v1", () => 0.9, { scenarios }),
        side("v2", () => 0.6, { scenarios }),
      ),
    );
    expect(result).toMatchObject({ verdict, reason: expect.stringMatching(reason) });
  });

  it("of few scenarios tried often: this suite, and nothing of scenarios in general", () => {
    const noisy = (centre: number) => (scenario: number, repeat: number) =>
      centre + 0.01 * ((scenario + repeat) % 3);
    const options = { scenarios: 3, repeats: 5 };
    const result = metricOf(compare(side("v1", noisy(0.9), options), side("v2", noisy(0.6), options)));
    expect(result).toMatchObject({ verdict: "worse", effect: { basis: "suite" }, population: null });
  });

  it("of the same replies: exactly no difference, however few they are", () => {
    const trials = side("v1", () => 0.4, { scenarios: 1 });
    const comparison = compare(
      trials,
      trials.map((trial) => ({ ...trial, promptId: "v2" })),
    );
    expect(metricOf(comparison)).toMatchObject({
      verdict: "not-worse",
      effect: { mean: 0, low: 0, high: 0, basis: "same-replies" },
    });
    expect(comparison.flips).toEqual([]);
  });

  it("of copies of a reply: no more than of the reply", () => {
    const random = createRandom(5);
    const noisy = (promptId: string) => side(promptId, () => 0.7 + 0.1 * random.normal(), { repeats: 2 });
    const before = noisy("v1");
    const once = noisy("v2");
    const copied = [...once, ...once, ...once];
    const { effect } = metricOf(compare(before, once));
    expect(effect?.basis).toBe("suite");
    expect(metricOf(compare(before, copied)).effect).toEqual(effect);
  });

  it("of repeats that never differ: their noise is unknown, not zero", () => {
    const options = { scenarios: 2, repeats: 4 };
    const result = metricOf(
      compare(
        side("v1", () => 0.9, options),
        side("v2", () => 0.6, options),
      ),
    );
    expect(result).toMatchObject({ verdict: "inconclusive", effect: null });
  });
});

describe("pairing", () => {
  it("leaves out what one side lacks, on both sides, and counts it", () => {
    const before = side("v1", () => 0.9);
    const after = side("v2", () => 0.9).map((trial, index) =>
      index === 0 ? { ...trial, values: null } : trial,
    );
    const comparison = compare(before, after.slice(0, -1));
    expect(comparison).toMatchObject({
      pairedCells: 10,
      unpairedCells: 2,
      candidate: { missing: 1, trials: 11 },
    });
    expect(metricOf(comparison).scenarios).toBe(10);
  });

  it("has nothing to say of two sides that share no cell", () => {
    const comparison = compare(
      side("v1", () => 0.9, { language: "en" }),
      side("v2", () => 0.9, { language: "zh" }),
    );
    expect(metricOf(comparison)).toMatchObject({ verdict: "inconclusive", baseline: null, effect: null });
  });

  it("leaves out values that were not scored", () => {
    const before = side("v1", () => 0.9);
    const after = side("v2", () => 0.9).map((trial, index) =>
      index < 4 ? { ...trial, values: { ...trial.values, [ROOT_CAUSE]: null } } : trial,
    );
    expect(metricOf(compare(before, after))).toMatchObject({ scenarios: 8, cells: 8 });
    expect(metricOf(compare(before, after), "pass")).toMatchObject({ scenarios: 12 });
  });
});

describe("ratios", () => {
  const withCost = (promptId: string, costUsd: (scenario: number) => number) =>
    side(promptId, () => 0.9).map((trial, index) => ({
      ...trial,
      values: { ...trial.values, cost: costUsd(index), latency: 1000 * costUsd(index) },
    }));

  it("are geometric means, and dearer is worse", () => {
    const comparison = compare(
      withCost("v1", () => 0.01),
      withCost("v2", (scenario) => (scenario % 2 === 0 ? 0.02 : 0.0199)),
    );
    const cost = metricOf(comparison, "cost");
    expect(cost).toMatchObject({ verdict: "worse", unit: "ratio" });
    expect(cost.effect?.mean).toBeCloseTo(1.995, 3);
    expect(cost.baseline).toBeCloseTo(0.01, 10);
    expect(metricOf(comparison, "latency").p95).toEqual({
      baseline: expect.closeTo(10),
      candidate: expect.closeTo(20),
    });
  });

  it("say nothing of what was not measured", () => {
    expect(
      metricOf(
        compare(
          side("v1", () => 1),
          side("v2", () => 1),
        ),
        "cost",
      ),
    ).toMatchObject({
      baseline: null,
      effect: null,
      verdict: "inconclusive",
    });
  });
});

describe("slices, parity, flips and gates", () => {
  const random = createRandom(9);
  const both = (promptId: string, zh: (scenario: number) => number) => [
    ...side(promptId, () => 0.9),
    ...side(promptId, zh, { language: "zh" }),
  ];

  it("flags a fault in Chinese alone, and not an identical pair", () => {
    const faulty = compare(
      both("v1", () => 0.9),
      both("v2", () => 0.5 + 0.01 * random.normal()),
    );
    const parity = faulty.parity.find(({ metric }) => metric === ROOT_CAUSE);
    expect(parity?.baselineGap).toBeCloseTo(0, 10);
    expect(parity?.candidateGap).toBeCloseTo(-0.4, 1);
    expect(parity?.change?.high).toBeLessThan(-0.3);
    const slice = (language: string) =>
      faulty.slices.find(({ by, name }) => by === "language" && name === language);
    expect(slice("zh")?.metrics.find(({ metric }) => metric === ROOT_CAUSE)?.verdict).toBe("worse");
    expect(slice("en")?.metrics.find(({ metric }) => metric === ROOT_CAUSE)?.verdict).toBe("not-worse");

    const same = compare(
      both("v1", () => 0.9),
      both("v2", () => 0.9),
    );
    expect(same.parity.find(({ metric }) => metric === ROOT_CAUSE)?.change).toMatchObject({
      low: 0,
      high: 0,
    });
  });

  it("slices by what the scenarios are, and leaves out what it does not know and what is the whole", () => {
    const trials = (promptId: string) => both(promptId, () => 0.9);
    const { slices } = compareTrials(
      { label: "v1", trials: trials("v1") },
      { label: "v2", trials: trials("v2") },
      {
        metrics,
        scenarioFacts: new Map([
          ["s1", { category: "dns", severity: "SEV2" }],
          ["s2", { category: "tls", severity: "SEV2" }],
          ["s3", { category: "tls", severity: "SEV2" }],
        ]),
      },
    );
    expect(slices.map(({ by, name, scenarios }) => ({ by, name, scenarios }))).toEqual([
      { by: "language", name: "en", scenarios: 12 },
      { by: "language", name: "zh", scenarios: 12 },
      { by: "category", name: "dns", scenarios: 1 },
      { by: "category", name: "tls", scenarios: 2 },
    ]);
  });

  it("tells which cells pass less often, and what their first fault is, losses first", () => {
    const before = [figures({ scenarioId: "a", value: 0.2 }), figures({ scenarioId: "b" })];
    const after = [
      figures({ scenarioId: "a", promptId: "v2" }),
      figures({ scenarioId: "b", promptId: "v2", value: 0.2, finding: "root-cause: wrong" }),
      figures({ scenarioId: "b", promptId: "v2", repeat: 1 }),
    ];
    expect(compare(before, after).flips).toEqual([
      {
        scenarioId: "b",
        modelId: "m",
        language: "en",
        direction: "pass-to-fail",
        baseline: { passed: 1, trials: 1 },
        candidate: { passed: 1, trials: 2 },
        finding: "root-cause: wrong",
      },
      expect.objectContaining({ scenarioId: "a", direction: "fail-to-pass" }),
    ]);
  });

  it("lists only gate failures that the baseline does not know in that cell", () => {
    const before = [figures({ gates: ["wrong-language"] })];
    const after = [figures({ promptId: "v2", gates: ["wrong-language", "unsafe-investigation"] })];
    expect(compare(before, after).newGateFailures).toMatchObject([
      { gate: "unsafe-investigation", scenarioId: "s1" },
    ]);
  });
});

describe("laws", () => {
  const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 24, maxLength: 24 });

  it("does not care for the order of trials", () => {
    fc.assert(
      fc.property(values, fc.integer(), (drawn, seed) => {
        const before = side("v1", (s) => drawn[s] ?? 0);
        const after = side("v2", (s) => drawn[s + 12] ?? 0);
        const random = createRandom(seed);
        const again = compare(shuffled(before, random), shuffled(after, random));
        const plain = compare(before, after);
        expect(again.flips).toEqual(plain.flips);
        expect(metricOf(again).verdict).toBe(metricOf(plain).verdict);
        expect(metricOf(again).effect?.low).toBeCloseTo(metricOf(plain).effect?.low ?? Number.NaN, 9);
      }),
      { numRuns: 30 },
    );
  });

  it("never calls both of two sides worse than each other", () => {
    fc.assert(
      fc.property(values, (drawn) => {
        const before = side("v1", (s) => drawn[s] ?? 0);
        const after = side("v2", (s) => drawn[s + 12] ?? 0);
        const verdicts = [compare(before, after), compare(after, before)].map((one) => metricOf(one).verdict);
        expect(verdicts).not.toEqual(["worse", "worse"]);
        expect(verdicts).not.toEqual(["better", "better"]);
      }),
      { numRuns: 30 },
    );
  });

  it("raising every score of the candidate never turns not-worse into worse", () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 0.5, noNaN: true }), (drawn, lift) => {
        const before = side("v1", (s) => drawn[s] ?? 0);
        const after = side("v2", (s) => drawn[s + 12] ?? 0);
        const lifted = side("v2", (s) => (drawn[s + 12] ?? 0) + lift);
        if (metricOf(compare(before, after)).verdict !== "worse") {
          expect(metricOf(compare(before, lifted)).verdict).not.toBe("worse");
        }
      }),
      { numRuns: 30 },
    );
  });
});
