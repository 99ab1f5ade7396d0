import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Trial } from "../contracts/trial.ts";
import { aScore, aTrial } from "./__fixtures__/views.ts";
import { notableTrials } from "./notable-trials.ts";

const failed = (overrides: Partial<Extract<Trial, { outcome: "model-failed" }>> = {}): Trial => ({
  outcome: "model-failed",
  scenarioId: "payment-pool-exhaustion",
  promptId: "v2",
  modelId: "gpt",
  language: "en",
  repeat: 0,
  code: "unauthorized",
  problem: "the key was refused",
  attempts: 1,
  ...overrides,
});

describe("worst trials", () => {
  it("come lowest headline first, unscored before all, and leave out the faultless", () => {
    const trials = [
      aTrial({ scenarioId: "fine", headline: 100, passed: true }),
      aTrial({ scenarioId: "fair", headline: 80 }),
      aTrial({ scenarioId: "bad", headline: 20 }),
      aTrial({ scenarioId: "unscored", headline: null, passed: false }),
      aTrial({ scenarioId: "full-marks-but-failed", headline: 100, passed: false }),
    ];
    expect(notableTrials(trials).worst.map(({ trial }) => trial.scenarioId)).toEqual([
      "unscored",
      "bad",
      "fair",
      "full-marks-but-failed",
    ]);
    expect(notableTrials(trials, { worst: 2 }).worst).toHaveLength(2);
  });

  it.each([
    {
      why: "the first bad finding",
      scores: [aScore("a", 0.1, "low", "warning", "odd"), aScore("b", 0.9, "high", "bad", "wrong")],
      finding: { scorerId: "b", message: "wrong" },
    },
    {
      why: "a warning where none is bad",
      scores: [aScore("a", 1, "", "good", "fine"), aScore("b", 1, "", "warning", "odd")],
      finding: { scorerId: "b", message: "odd" },
    },
    {
      why: "the lowest value's reason where no finding is left",
      scores: [aScore("a", 0.6, "so so"), aScore("b", 0.4, "poor"), aScore("c", null, "not scored")],
      finding: { scorerId: "b", message: "poor" },
    },
    { why: "nothing where no scorer saw a fault", scores: [aScore("a", 1, "fine")], finding: null },
  ])("are explained by $why", ({ scores, finding }) => {
    expect(notableTrials([aTrial({ scores, headline: 50 })]).worst[0]?.finding).toEqual(finding);
  });

  it("do not depend on the order of the trials", () => {
    const trials = [10, 10, null, 30, 55, 55, 80].map((headline, repeat) => aTrial({ headline, repeat }));
    const expected = notableTrials(trials).worst;
    fc.assert(
      fc.property(fc.shuffledSubarray(trials, { minLength: trials.length }), (shuffled) => {
        expect(notableTrials(shuffled).worst).toEqual(expected);
      }),
    );
  });
});

describe("failures", () => {
  it("are gathered by reason, the most frequent first, and all counted", () => {
    const timeout = failed({ code: "timeout", problem: "no answer in 120 s" });
    const trials = [timeout, failed(), failed({ repeat: 1 }), failed({ repeat: 2 })];
    const { failures, failedCount } = notableTrials(trials);
    expect(failures.map(({ code, count, first }) => ({ code, count, repeat: first.repeat }))).toEqual([
      { code: "unauthorized", count: 3, repeat: 0 },
      { code: "timeout", count: 1, repeat: 0 },
    ]);
    expect(failedCount).toBe(4);
    expect(notableTrials(trials, { failures: 1 })).toMatchObject({ failures: { length: 1 }, failedCount: 4 });
  });
});

describe("gate failures", () => {
  it("are all counted, even those beyond the limit", () => {
    const gate = { gate: "missed-sev1", scorerId: "severity", message: "SEV1 called SEV3" } as const;
    const trials = [0, 1, 2].map((repeat) => aTrial({ repeat, gateFailures: [gate, gate] }));
    const { gateFailures, gateFailureCount } = notableTrials(trials, { gateFailures: 3 });
    expect(gateFailures.map(({ trial }) => trial.repeat)).toEqual([0, 0, 1]);
    expect(gateFailureCount).toBe(6);
  });
});
