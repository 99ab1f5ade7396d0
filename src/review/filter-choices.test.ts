import { expect, it } from "vitest";
import { aMissingRow, aReviewScenario, aRow } from "../testing/review-builders.ts";
import { filterChoices } from "./filter-choices.ts";

it("offers the values that occur, each with its number of trials, in an order people expect", () => {
  const rows = [
    aRow({ promptId: "v10", scores: { numbers: 0.2, evidence: 0.9 } }),
    aRow({ promptId: "v2", language: "zh", scores: { numbers: 0.1, evidence: 0.4, cause: null } }),
    aRow({
      promptId: "v2",
      provenance: "simulated",
      passed: false,
      gates: ["invented-quote", "unreadable", "invented-quote"],
    }),
    aMissingRow({ scenarioId: "gone", promptId: "v2" }),
  ];
  expect(filterChoices(rows, { "a-scenario": aReviewScenario() })).toEqual({
    prompts: [
      { value: "v2", trials: 3 },
      { value: "v10", trials: 1 },
    ],
    models: [{ value: "a-model", trials: 4 }],
    languages: [
      { value: "en", trials: 3 },
      { value: "zh", trials: 1 },
    ],
    categories: [{ value: "database", trials: 3 }],
    severities: [{ value: "SEV1", trials: 3 }],
    provenances: [
      { value: "live", trials: 2 },
      { value: "simulated", trials: 1 },
    ],
    gates: [
      { value: "unreadable", trials: 1 },
      { value: "invented-quote", trials: 1 },
    ],
    weakOn: [
      { value: "evidence", trials: 1 },
      { value: "numbers", trials: 2 },
    ],
    verdict: [
      { value: "passed", trials: 2 },
      { value: "failed", trials: 2 },
    ],
  });
});
