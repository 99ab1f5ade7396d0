import { describe, expect, it } from "vitest";
import type { ParsedReply } from "../../contracts/triage-report.ts";
import { aReport, aScenario } from "../../testing/builders.ts";
import { schema } from "./schema.ts";

const scoreOf = (parsed: ParsedReply) => {
  if (schema.reads !== "reply") throw new Error("schema reads the raw reply");
  return schema.score({
    scenario: aScenario(),
    language: "en",
    reply: { text: "", finishReason: "stop" },
    parsed,
  });
};

describe("schema", () => {
  it("gives 1 to a reply that needed no repair", () => {
    expect(scoreOf({ ok: true, report: aReport(), repairs: [] })).toEqual({
      value: 1,
      summary: "valid as it came",
      findings: [],
      gates: [],
    });
  });

  it("gives .5 after repairs and names each", () => {
    const { value, findings, gates } = scoreOf({
      ok: true,
      report: aReport(),
      repairs: [
        { kind: "fence-removed", detail: "```json" },
        { kind: "enum-normalised", detail: "sev-1" },
      ],
    });
    expect(value).toBe(0.5);
    expect(findings.map(({ message }) => message)).toEqual([
      "fence-removed: ```json",
      "enum-normalised: sev-1",
    ]);
    expect(gates).toEqual([]);
  });

  it("gives 0 and fails the gate for an unreadable reply, with every problem", () => {
    const verdict = scoreOf({ ok: false, problems: ["it was cut off", "no severity"] });
    expect(verdict.value).toBe(0);
    expect(verdict.findings.map(({ message }) => message)).toEqual(["it was cut off", "no severity"]);
    expect(verdict.gates).toEqual([{ gate: "unreadable", message: "it was cut off (and 1 more)" }]);
  });
});
