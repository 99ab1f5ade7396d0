import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Trial } from "../contracts/trial.ts";
import { aTrial, aTrialKey } from "../testing/builders.ts";
import { createTrialSummary } from "./summarise-trials.ts";

function summarise(trials: readonly Trial[]) {
  const summary = createTrialSummary(["severity", "schema"]);
  trials.forEach(summary.add);
  return summary.rows();
}

const missing: Trial = { outcome: "not-recorded", ...aTrialKey({ repeat: 1 }), problem: "not recorded" };

describe("the results table", () => {
  it("counts a missing trial as planned and not passed, never as a smaller denominator", () => {
    expect(summarise([aTrial(), missing])).toEqual([
      {
        promptId: "v1",
        modelId: "a-model",
        language: "en",
        planned: 2,
        graded: 1,
        missing: 1,
        passRate: 0.5,
        headline: 80,
        scores: { severity: 1, schema: null },
        calibration: null,
        gateFailures: 0,
        latencyP50Ms: 1000,
        latencyP95Ms: 1000,
        inputTokens: 100,
        outputTokens: 50,
        costUsd: 0.001,
        provenance: { live: 1 },
      },
    ]);
  });

  it("says nothing, not 0, about a row without a graded trial", () => {
    expect(summarise([missing])).toMatchObject([
      { passRate: null, headline: null, latencyP50Ms: null, inputTokens: null, costUsd: null },
    ]);
  });

  it("leaves what was not measured out of sums and percentiles", () => {
    const unmeasured = {
      latencyMs: null,
      inputTokens: null,
      cachedInputTokens: null,
      outputTokens: null,
      costUsd: null,
    };
    expect(summarise([aTrial(), aTrial({ measured: unmeasured })])).toMatchObject([
      { graded: 2, latencyP50Ms: 1000, costUsd: 0.001 },
    ]);
  });

  it("leaves unscored values out of the mean", () => {
    const unscored = [
      { scorerId: "severity", scorerVersion: 1, value: null, summary: "unreadable", findings: [] },
    ];
    expect(summarise([aTrial(), aTrial({ scores: unscored })])).toMatchObject([{ scores: { severity: 1 } }]);
  });

  it("sums the calibration of many trials, and says nothing below 20 hypotheses", () => {
    const score = { scorerId: "calibration", scorerVersion: 1, value: 0.9, summary: "", findings: [] };
    const calibrated = aTrial({
      scores: [{ ...score, details: { "high-given": 1, "high-right": 1, "low-given": 2, "low-right": 0 } }],
    });
    const withoutDetails = aTrial({ scores: [score] });
    const trials = (count: number) => [withoutDetails, ...Array.from({ length: count }, () => calibrated)];
    expect(summarise(trials(6))).toMatchObject([{ calibration: null }]);
    expect(summarise(trials(7))).toMatchObject([
      { calibration: { hypotheses: 21, labels: [{ given: 7, right: 7 }, { given: 0 }, { given: 14 }] } },
    ]);
  });

  it("does not depend on the order of trials within a row", () => {
    const trial = fc
      .record({ headline: fc.integer({ min: 0, max: 100 }), passed: fc.boolean() })
      .map((changes) => aTrial(changes));
    fc.assert(
      fc.property(fc.array(trial, { minLength: 1, maxLength: 20 }), (trials) => {
        const [forward] = summarise(trials);
        const [backward] = summarise(trials.toReversed());
        expect(backward?.headline).toBeCloseTo(forward?.headline ?? Number.NaN);
        expect(backward?.passRate).toBe(forward?.passRate);
      }),
    );
  });
});
