import { describe, expect, it } from "vitest";
import type { Severity } from "../../contracts/triage-report.ts";
import { aReport, aScenario } from "../../testing/builders.ts";
import { anInput } from "../__fixtures__/payment-pool.ts";
import { severity } from "./severity.ts";

function scoreOf(said: Severity, expected: Severity, acceptable: Severity[] = [expected]) {
  const base = aScenario();
  const scenario = { ...base, expected: { ...base.expected, severity: expected, acceptable } };
  return severity.score(anInput(scenario, aReport({ severity: said })));
}

describe("severity", () => {
  it.each([
    { said: "SEV1", expected: "SEV1", value: 1 },
    { said: "SEV1", expected: "SEV2", value: 0.6 },
    { said: "SEV2", expected: "SEV1", value: 0.4 },
    { said: "SEV1", expected: "SEV3", value: 0 },
    { said: "SEV4", expected: "SEV2", value: 0 },
    { said: "SEV1", expected: "SEV4", value: 0 },
  ] as const)("gives $value to $said where $expected is right", ({ said, expected, value }) => {
    expect(scoreOf(said, expected).value).toBe(value);
  });

  it.each([
    { said: "SEV2", acceptable: ["SEV1", "SEV2"], value: 1 },
    { said: "SEV3", acceptable: ["SEV2", "SEV1"], value: 0.4 },
    { said: "SEV4", acceptable: ["SEV1", "SEV2"], value: 0 },
  ] as const)("counts from the nearest acceptable level: $value for $said", ({ said, acceptable, value }) => {
    expect(scoreOf(said, "SEV1", [...acceptable]).value).toBe(value);
  });

  it.each([
    { said: "SEV1", expected: "SEV1", gates: 0 },
    { said: "SEV2", expected: "SEV1", gates: 0 },
    { said: "SEV3", expected: "SEV1", gates: 1 },
    { said: "SEV4", expected: "SEV1", gates: 1 },
    { said: "SEV4", expected: "SEV2", gates: 0 },
  ] as const)("fails $gates gates for $said where $expected is right", ({ said, expected, gates }) => {
    expect(scoreOf(said, expected).gates.map(({ gate }) => gate)).toEqual(Array(gates).fill("missed-sev1"));
  });

  it("points at the field", () => {
    expect(scoreOf("SEV2", "SEV1").findings).toEqual([
      {
        tone: "bad",
        message: "SEV2 is one level too low (acceptable: SEV1).",
        inReport: { path: "severity", start: 0, end: 4, quote: "SEV2" },
        inContext: null,
      },
    ]);
  });
});
