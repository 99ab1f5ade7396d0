import { describe, expect, it } from "vitest";
import type { GradingIdentity } from "../contracts/baseline.ts";
import { gradingDifferences } from "./check-comparable.ts";

const IDENTITY: GradingIdentity = {
  scenarioHashes: { s1: "a", s2: "b" },
  promptHashes: { v1: "p" },
  modelHashes: { m: "m1" },
  scorerVersions: { severity: 2 },
  weightsVersion: 3,
};
const JUDGE = { modelId: "j", modelHash: "1111222233", promptId: "v1", promptHash: "3333444455" };

function differences(changes: Partial<GradingIdentity>, shared = ["s1", "s2"]) {
  const baseline = { label: "v1", identity: IDENTITY };
  const candidate = { label: "v2", identity: { ...IDENTITY, ...changes } };
  return gradingDifferences(baseline, candidate, shared).map(({ curedBy, what }) => `${curedBy}: ${what}`);
}

describe("two sides", () => {
  it.each<{ what: string; changes: Partial<GradingIdentity>; found: string[] }>([
    { what: "the same", changes: {}, found: [] },
    {
      what: "another prompt and model",
      changes: { promptHashes: { v2: "q" }, modelHashes: { m: "m2" } },
      found: [],
    },
    {
      what: "other scorers",
      changes: { scorerVersions: { severity: 3, claims: 1 } },
      found: ["regrade: scorer severity: 2 in v1, 3 in v2", "regrade: scorer claims: none in v1, 1 in v2"],
    },
    { what: "other weights", changes: { weightsVersion: 4 }, found: ["regrade: weights: 3 in v1, 4 in v2"] },
    {
      what: "an edited scenario",
      changes: { scenarioHashes: { s1: "x", s2: "b" } },
      found: ["regrade: scenario s1 was edited between them"],
    },
    {
      what: "a judge on one side",
      changes: { judge: JUDGE },
      found: ["judge: judge: none in v1, j (entry 11112222, prompt v1 33334444) in v2"],
    },
  ])("with $what are told apart by all that grades", ({ changes, found }) => {
    expect(differences(changes)).toEqual(found);
  });

  it("are not held against each other for a scenario that only one of them has", () => {
    expect(differences({ scenarioHashes: { s1: "x", s2: "b" } }, ["s2"])).toEqual([]);
  });
});
