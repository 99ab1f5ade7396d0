import { expect, it } from "vitest";
import { aManifest } from "../testing/builders.ts";
import { comparisonsOfRun } from "./comparisons-of-run.ts";

const suite = { ...aManifest().suite, prompts: ["v1", "v2", "v3"] };
const run = aManifest({ id: "new", finishedAt: "2026-06-02T14:03:00.000Z", suite });
const previous = aManifest({ id: "old", suite: { ...suite, prompts: ["v2"] } });

it("pairs the run's prompts, then each with the baseline, then each with itself in the earlier run", () => {
  const baseline = { name: "smoke", promptHashes: { v1: "h" } };
  expect(comparisonsOfRun(run, { baseline, previous }).map(pair)).toEqual([
    "new@v1 > new@v2",
    "new@v1 > new@v3",
    "new@v2 > new@v3",
    "baseline:smoke > new@v1",
    "baseline:smoke > new@v2",
    "baseline:smoke > new@v3",
    "old@v2 > new@v2",
  ]);
});

it("names the prompt of a baseline that has several", () => {
  const baseline = { name: "smoke", promptHashes: { v1: "h", v2: "h" } };
  const own = { ...run, suite: { ...suite, prompts: ["v2", "v9"] } };
  expect(comparisonsOfRun(own, { baseline, previous: null }).map(pair)).toEqual([
    "new@v2 > new@v9",
    "baseline:smoke@v2 > new@v2",
  ]);
});

it("has nothing to compare while the run is under way, or is all there is", () => {
  expect(comparisonsOfRun({ ...run, finishedAt: null }, { baseline: null, previous })).toEqual([]);
  const alone = { ...run, suite: { ...suite, prompts: ["v1"] } };
  expect(comparisonsOfRun(alone, { baseline: null, previous: null })).toEqual([]);
});

function pair({ baseline, candidate }: { baseline: string; candidate: string }): string {
  return `${baseline} > ${candidate}`;
}
