import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareTrials } from "../compare/compare-trials.ts";
import { metricsFor } from "../compare/metrics.ts";
import type { TrialFigures } from "../contracts/comparison.ts";
import { type FailureReplay, type GatePolicy, gatePolicySchema } from "../contracts/gate.ts";
import { figures } from "../testing/trial-figures.ts";
import { decideGate } from "./decide-gate.ts";

const policyOf = (changes: object = {}): GatePolicy => gatePolicySchema.parse(changes);

function side(promptId: string, valueAt: (scenario: number) => number, changes: Partial<TrialFigures> = {}) {
  return Array.from({ length: 12 }, (_, scenario) =>
    figures({ scenarioId: `s${scenario}`, promptId, value: valueAt(scenario), ...changes }),
  );
}

function decide(
  before: readonly TrialFigures[],
  after: readonly TrialFigures[],
  policy: object = {},
  unjudged = 0,
) {
  const parsed = policyOf(policy);
  const comparison = compareTrials(
    { label: "baseline", trials: before },
    { label: "candidate", trials: after },
    { metrics: metricsFor(["root-cause"]), tolerances: parsed.tolerances, scenarioFacts: new Map() },
  );
  return decideGate({ comparison, candidate: after, unjudged }, parsed);
}

const brokenRules = ({ rules }: ReturnType<typeof decide>) =>
  rules.filter(({ outcome }) => outcome === "broken").map(({ rule }) => rule);

describe("go and no-go", () => {
  it("lets the same replies through", () => {
    const trials = side("v1", (s) => 0.5 + s / 30);
    expect(decide(trials, trials)).toMatchObject({ decision: "go", strict: "go" });
  });

  it("stops what is worse, and says by which metric", () => {
    const decision = decide(
      side("v1", () => 0.9),
      side("v2", () => 0.75),
    );
    expect(decision.decision).toBe("no-go");
    expect(brokenRules(decision)).toEqual(["tolerance headline", "tolerance score:root-cause"]);
  });

  it.each([
    { inconclusive: "fail", decision: "no-go" },
    { inconclusive: "warn", decision: "inconclusive" },
    { inconclusive: "pass", decision: "go" },
  ])(
    "reads an open question as $decision where inconclusive means $inconclusive",
    ({ inconclusive, decision }) => {
      const noisy = side("v2", (s) => (s % 2 === 0 ? 0.5 : 1));
      expect(
        decide(
          side("v1", () => 0.75),
          noisy,
          { inconclusive },
        ),
      ).toMatchObject({
        decision,
        strict: "inconclusive",
      });
    },
  );

  it("gives opposite verdicts to a candidate that misses SEV1s and one that calls too many", () => {
    const before = side("v1", () => 0.9);
    const missing = side("v2", () => 0.9).map((trial, index) =>
      index === 3
        ? { ...trial, gates: ["missed-sev1"], passed: false, finding: "severity: SEV3 for SEV1" }
        : trial,
    );
    const overcalling = side("v2", () => 0.9);
    expect(brokenRules(decide(before, missing))).toEqual(["never new-gate-failure", "never missed-sev1"]);
    expect(decide(before, overcalling).decision).toBe("go");
  });
});

describe("fails closed", () => {
  const before = side("v1", () => 0.9);

  it.each([
    { what: "an empty suite", after: [], rule: "every cell graded" },
    {
      what: "a trial without a reply",
      after: side("v2", () => 0.9).map((trial, at) => (at === 0 ? { ...trial, values: null } : trial)),
      rule: "every cell graded",
    },
    {
      what: "a cell the baseline lacks",
      after: [...side("v2", () => 0.9), figures({ scenarioId: "new" })],
      rule: "every cell graded",
    },
    {
      what: "a gated metric without values",
      after: side("v2", () => 0.9).map((trial, at) =>
        at < 3 ? { ...trial, values: { ...trial.values, "score:root-cause": null } } : trial,
      ),
      rule: "tolerance score:root-cause",
    },
  ])("on $what", ({ after, rule }) => {
    const decision = decide(before, after);
    expect(decision.decision).toBe("no-go");
    expect(brokenRules(decision)).toContain(rule);
  });

  it("on a metric that nobody computes", () => {
    expect(brokenRules(decide(before, before, { tolerances: { "score:no-such": 0.1 } }))).toEqual([
      "tolerance score:no-such",
    ]);
  });

  it("on a metric of one language without values", () => {
    const policy = { byLanguage: { en: { "score:no-such": 0.1 } } };
    expect(brokenRules(decide(before, before, policy))).toEqual(["tolerance score:no-such in en"]);
  });

  it("undecided, never a pass, where a judge was silent", () => {
    expect(decide(before, before, {}, 2)).toMatchObject({ strict: "inconclusive", decision: "inconclusive" });
  });

  it("undecided with fewer scenarios than asked for", () => {
    expect(decide(before, before, { minimumScenarios: 20 }).strict).toBe("inconclusive");
  });
});

describe("budgets, languages and parity", () => {
  const priced = (promptId: string, cost: number | null) =>
    side(promptId, () => 0.9).map((trial) => ({
      ...trial,
      values: { ...trial.values, cost, latency: cost === null ? null : 900 },
    }));

  it.each([
    { budgets: { costUsd: 0.2 }, cost: 0.01, outcome: "kept" },
    { budgets: { costUsd: 0.1 }, cost: 0.01, outcome: "broken" },
    { budgets: { costPerTrialUsd: 0.005 }, cost: 0.01, outcome: "broken" },
    { budgets: { latencyP95Ms: 1000 }, cost: 0.01, outcome: "kept" },
    { budgets: { costUsd: 1 }, cost: null, outcome: "undecided" },
  ])("a cost of $cost under $budgets is $outcome", ({ budgets, cost, outcome }) => {
    const { rules } = decide(priced("v1", cost), priced("v2", cost), { budgets });
    expect(rules.find(({ rule }) => rule.startsWith("budget"))?.outcome).toBe(outcome);
  });

  it("stops a fault in Chinese alone", () => {
    const both = (promptId: string, zh: number) => [
      ...side(promptId, () => 0.95),
      ...side(promptId, () => zh, { language: "zh" }),
    ];
    const policy = {
      tolerances: { pass: 0.9 },
      byLanguage: { zh: { "score:root-cause": 0.05 } },
      parity: { "score:root-cause": 0.05 },
    };
    const decision = decide(both("v1", 0.95), both("v2", 0.75), policy);
    expect(brokenRules(decision)).toEqual(["tolerance score:root-cause in zh", "parity score:root-cause"]);
  });

  it("says how much zero failures leave open", () => {
    const trials = side("v1", () => 0.9);
    const rule = decide(trials, trials).rules.find(({ rule: id }) => id === "never missed-sev1");
    expect(rule?.reason).toBe("0 of 12; the true rate may be up to 0.25");
  });
});

describe("new hard failures", () => {
  const before = side("v1", () => 0.9);
  const after = side("v2", () => 0.9).map((trial, at) =>
    at === 3 ? { ...trial, gates: ["invented-quote"], finding: "evidence: 'x'" } : trial,
  );
  const comparison = compareTrials(
    { label: "baseline", trials: before },
    { label: "candidate", trials: after },
    { metrics: metricsFor(["root-cause"]), scenarioFacts: new Map() },
  );
  const replay = (failed: number): FailureReplay => ({
    ...{ scenarioId: "s3", modelId: "m", language: "en", gate: "invented-quote", wanted: 5, whyFewer: null },
    candidate: { failed, graded: 5 },
    baseline: { failed: 0, graded: 5 },
  });

  it.each([
    {
      replays: [replay(2)],
      rule: {
        outcome: "broken",
        reason:
          "1, first s3 · v2 · m · en: evidence: 'x'; asked again, the candidate fails 2 of 5, the baseline 0 of 5",
      },
    },
    {
      replays: [replay(0)],
      rule: {
        outcome: "kept",
        reason: "0 of 12; the true rate may be up to 0.25; 1 more not confirmed by fresh replies",
      },
    },
  ])("is $rule.outcome after $replays.0.candidate.failed of 5 fresh replies", ({ replays, rule }) => {
    const { rules } = decideGate({ comparison, candidate: after, replays }, policyOf());
    expect(rules.find(({ rule: id }) => id === "never new-gate-failure")).toMatchObject(rule);
  });
});

describe("policies", () => {
  it.each([
    { tolerances: { cost: 0.1 }, message: /ratio from 1/ },
    { tolerances: { "score:root-cause": 5 }, message: /share below 1/ },
    { tolerances: { headline: 300 }, message: /points/ },
    { tolerances: { quality: 0.1 }, message: /headline, pass/ },
    { inconclusive: "maybe", message: /fail/ },
  ])("refuses %j", ({ message, ...policy }) => {
    const result = gatePolicySchema.safeParse(policy);
    expect(result.success).toBe(false);
    expect(JSON.stringify(result.error?.issues)).toMatch(message);
  });
});

it("raising every score of the candidate never turns go into no-go", () => {
  const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 24, maxLength: 24 });
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 0.5, noNaN: true }), (drawn, lift) => {
      const before = side("v1", (s) => drawn[s] ?? 0);
      const plain = decide(
        before,
        side("v2", (s) => drawn[s + 12] ?? 0),
      );
      const lifted = decide(
        before,
        side("v2", (s) => (drawn[s + 12] ?? 0) + lift),
      );
      if (plain.strict !== "no-go") expect(lifted.strict).not.toBe("no-go");
    }),
    { numRuns: 40 },
  );
});
