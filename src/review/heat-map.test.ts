import { describe, expect, it } from "vitest";
import type { TrialRow } from "../contracts/review.ts";
import { keyOfTrial } from "../contracts/trial.ts";
import { aMissingRow, aRow } from "../testing/review-builders.ts";
import { heatMap } from "./heat-map.ts";
import type { RunView } from "./run-view.ts";

const first = aRow({ scenarioId: "b", headline: 90, scores: { numbers: 0.5 } });
const failed = aRow({ scenarioId: "b", repeat: 1, headline: 70, passed: false, gates: ["unreadable"] });
const gone = aMissingRow({ scenarioId: "b", repeat: 2 });
const elsewhere = aRow({ scenarioId: "a", promptId: "v2", language: "zh", headline: 40 });
const rows = [first, failed, gone, elsewhere];

describe("heatMap", () => {
  it("lays scenarios against prompts, models and languages, in order of appearance", () => {
    const cell = { value: 80, trials: 3, graded: 2, passed: 1, gateFailures: 1, worst: keyOfTrial(failed) };
    const other = {
      value: 40,
      trials: 1,
      graded: 1,
      passed: 1,
      gateFailures: 0,
      worst: keyOfTrial(elsewhere),
    };
    expect(heatMap(rows, "headline")).toEqual({
      columns: [
        { promptId: "v1", modelId: "a-model", language: "en" },
        { promptId: "v2", modelId: "a-model", language: "zh" },
      ],
      lines: [
        { scenarioId: "b", cells: [cell, null] },
        { scenarioId: "a", cells: [null, other] },
      ],
    });
  });

  it.each<{ heat: RunView["heat"]; rows: TrialRow[]; value: number | null; worst: TrialRow }>([
    { heat: "pass", rows: [first, failed, gone, first], value: 50, worst: failed },
    { heat: "score:numbers", rows: [first, failed, gone], value: 50, worst: failed },
    { heat: "score:unknown", rows: [first], value: null, worst: first },
    {
      heat: "headline",
      rows: [first, aRow({ scenarioId: "b", repeat: 3 })],
      value: 85,
      worst: aRow({ scenarioId: "b", repeat: 3 }),
    },
    { heat: "headline", rows: [gone, failed], value: 70, worst: failed },
    { heat: "headline", rows: [aRow({ scenarioId: "b", headline: 1 }), failed], value: 35.5, worst: failed },
    { heat: "headline", rows: [gone], value: null, worst: gone },
    { heat: "pass", rows: [gone], value: null, worst: gone },
  ])("shows $value for $heat and opens the worst trial", ({ heat, rows, value, worst }) => {
    expect(heatMap(rows, heat).lines).toMatchObject([{ cells: [{ value, worst: keyOfTrial(worst) }] }]);
  });

  it("is empty for no rows", () => {
    expect(heatMap([], "pass")).toEqual({ columns: [], lines: [] });
  });
});
