import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { summaryCsv } from "../reports/run-csv.ts";
import { loadSummary } from "./run-summary.ts";

let folder: string;
const store = (text: string) => writeFile(join(folder, "summary.csv"), text);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "firedrill-summary-"));
});

const CSV = summaryCsv(
  [
    {
      promptId: "v1",
      modelId: "m",
      language: "zh",
      planned: 3,
      graded: 2,
      missing: 1,
      passRate: 1 / 3,
      headline: 71.25,
      scores: { severity: null },
      calibration: null,
      gateFailures: 1,
      latencyP50Ms: null,
      latencyP95Ms: null,
      inputTokens: null,
      outputTokens: null,
      costUsd: 1e-7,
      provenance: { live: 2 },
    },
  ],
  ["severity"],
);

describe("the summary of a run", () => {
  it("is read as it was written", async () => {
    await store(CSV);
    expect(await loadSummary(folder)).toEqual([
      {
        promptId: "v1",
        modelId: "m",
        language: "zh",
        planned: 3,
        graded: 2,
        passRate: 1 / 3,
        headline: 71.25,
        gateFailures: 1,
        latencyP50Ms: null,
        costUsd: 1e-7,
        provenance: { live: 2, imported: 0, authored: 0, simulated: 0 },
      },
    ]);
  });

  it.each([
    {
      what: "a figure that is no number",
      text: CSV.replace("71.25", "high"),
      says: /summary\.csv:2[\s\S]*headline/,
    },
    { what: "a line cut short", text: CSV.slice(0, -12), says: /summary\.csv:2/ },
    { what: "another table", text: "a,b\n1,2\n", says: /summary\.csv:2[\s\S]*prompt_id/ },
  ])("is refused, with its line, where it holds $what", async ({ text, says }) => {
    await store(text);
    await expect(loadSummary(folder)).rejects.toThrow(says);
  });

  it("is refused where it is gone", async () => {
    await expect(loadSummary(folder)).rejects.toThrow(/summary\.csv[\s\S]*ENOENT/);
  });
});
