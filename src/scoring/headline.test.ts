import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GateFailure } from "../contracts/score.ts";
import { computeHeadline, decidePassed, headlineArithmetic, passRules } from "./headline.ts";
import { scorers } from "./registry.ts";
import { weights } from "./weights.ts";

const GATE: GateFailure = { gate: "wrong-language", scorerId: "language", message: "" };
const score = (scorerId: string, value: number | null) => ({ scorerId, value });

describe("weights", () => {
  it("has one for every registered scorer, and no other", () => {
    expect(Object.keys(weights).sort()).toEqual(scorers.map(({ id }) => id).sort());
    for (const weight of Object.values(weights)) expect(weight).toBeGreaterThanOrEqual(0);
  });

  it("knows each scorer by one id", () => {
    expect(new Set(scorers.map(({ id }) => id)).size).toBe(scorers.length);
  });
});

describe("headline", () => {
  it.each([
    { scores: [score("root-cause", 1), score("severity", 1)], gates: [], headline: 100, why: "all right" },
    { scores: [score("root-cause", 0.5), score("severity", 1)], gates: [], headline: 70.27, why: "weighted" },
    {
      scores: [score("numbers", null), score("severity", 0.4)],
      gates: [],
      headline: 40,
      why: "null is left out",
    },
    {
      scores: [score("root-cause", null), score("severity", 1)],
      gates: [],
      headline: 40.54,
      why: "an unresolved cause earns nothing until a reader confirms it",
    },
    { scores: [score("root-cause", 1)], gates: [GATE], headline: 40, why: "capped" },
    { scores: [score("root-cause", 0.1)], gates: [GATE], headline: 10, why: "below the cap" },
    { scores: [score("root-cause", null)], gates: [GATE], headline: null, why: "nothing scored" },
    { scores: [], gates: [], headline: null, why: "nothing scored" },
    {
      scores: [score("calibration", 1), score("severity", null)],
      gates: [GATE],
      headline: null,
      why: "only what weighs nothing is scored",
    },
    {
      scores: [score("calibration", 0), score("severity", 1)],
      gates: [],
      headline: 100,
      why: "what weighs nothing changes nothing",
    },
  ])("is $headline: $why", ({ scores, gates, headline }) => {
    const computed = computeHeadline(scores, gates);
    if (headline === null) expect(computed).toBe(null);
    else expect(computed).toBeCloseTo(headline, 2);
  });

  it("stays within 0 and 100 and never falls when a value rises", () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: scorers.length,
      maxLength: scorers.length,
    });
    fc.assert(
      fc.property(values, fc.nat(scorers.length - 1), fc.boolean(), (list, raised, isGated) => {
        const before = scorers.map(({ id }, index) => score(id, list[index] ?? 0));
        const after = before.map((one, index) => (index === raised ? { ...one, value: 1 } : one));
        const gates = isGated ? [GATE] : [];
        const low = computeHeadline(before, gates) ?? Number.NaN;
        const high = computeHeadline(after, gates) ?? Number.NaN;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(isGated ? 40 : 100);
        expect(high).toBeGreaterThanOrEqual(low - 1e-9);
      }),
    );
  });

  it("shows its sum, and the cap only where a gate failed", () => {
    const scores = [score("severity", 0.4), score("language", null)];
    const sum = { parts: [{ scorerId: "severity", value: 0.4, weight: 0.15 }], total: 0.06, weight: 0.15 };
    expect(headlineArithmetic(scores, [])).toEqual({ ...sum, mean: 40, cap: null, headline: 40 });
    expect(headlineArithmetic([score("language", null)], [GATE])).toEqual({
      parts: [],
      total: 0,
      weight: 0,
      mean: null,
      cap: 40,
      headline: null,
    });
  });

  it("shows an unresolved cause among its parts, without credit", () => {
    const { parts, headline } = headlineArithmetic([score("severity", 1), score("root-cause", null)], []);
    expect(parts).toContainEqual({ scorerId: "root-cause", value: 0, weight: 0.22 });
    expect(headline).toBeCloseTo((100 * 0.15) / 0.37);
  });

  it("refuses a scorer without weight", () => {
    expect(() => computeHeadline([score("unheard-of", 1)], [])).toThrow("unheard-of");
  });
});

describe("pass rule", () => {
  const right = [score("root-cause", 0.7)];
  it.each([
    { name: "all right", scores: right, gateFailures: [], isSeverityTooLow: false, passed: true },
    { name: "a gate failed", scores: right, gateFailures: [GATE], isSeverityTooLow: false, passed: false },
    { name: "severity too low", scores: right, gateFailures: [], isSeverityTooLow: true, passed: false },
    {
      name: "not the cause",
      scores: [score("root-cause", 0.69)],
      gateFailures: [],
      isSeverityTooLow: false,
      passed: false,
    },
    {
      name: "unresolved",
      scores: [score("root-cause", null)],
      gateFailures: [],
      isSeverityTooLow: false,
      passed: false,
    },
  ])("$passed when $name", ({ passed, ...verdicts }) => {
    expect(decidePassed(verdicts)).toBe(passed);
  });

  it("says of each point what was found", () => {
    const rules = passRules({
      scores: [score("root-cause", null)],
      gateFailures: [GATE],
      isSeverityTooLow: true,
      contradicted: 1,
      unsupported: 2,
    });
    expect(rules.map(({ isMet, found }) => ({ isMet, found }))).toEqual([
      { isMet: false, found: "1 failed" },
      { isMet: false, found: "not scored" },
      { isMet: false, found: "too low" },
      { isMet: false, found: "1 contradicted" },
      { isMet: true, found: "2 found" },
    ]);
  });
});
