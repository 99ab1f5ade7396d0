import { describe, expect, it } from "vitest";
import type { PastSummary, SummaryFigures } from "../contracts/history.ts";
import { traceHistory } from "./trace-history.ts";

function aRow(changes: Partial<SummaryFigures> = {}): SummaryFigures {
  return {
    promptId: "v1",
    modelId: "m",
    language: "en",
    planned: 10,
    graded: 10,
    passRate: 0.9,
    headline: 80,
    gateFailures: 1,
    latencyP50Ms: 1000,
    costUsd: 0.1,
    provenance: { simulated: 10 },
    ...changes,
  };
}

function aRun(
  runId: string,
  row: Partial<SummaryFigures> = {},
  changes: Partial<PastSummary> = {},
): PastSummary {
  return {
    runId,
    startedAt: "2026-06-02T14:02:00.000Z",
    suiteId: "core",
    grading: "g1",
    rows: [aRow(row)],
    ...changes,
  };
}

/** What the last of these runs is held against, and what got worse. */
function lastOf(...runs: PastSummary[]) {
  const history = traceHistory();
  const entry = runs.flatMap((run) => history.add(run)).at(-1);
  return { comparedWith: entry?.comparedWith, regressions: entry?.regressions };
}

describe("a history", () => {
  it("holds a row against the last comparable run that has it", () => {
    const runs = [aRun("1"), aRun("2", {}, { grading: "g2" }), aRun("3", { promptId: "v2" })];
    expect(lastOf(...runs, aRun("4", { headline: 70 }))).toEqual({
      comparedWith: "1",
      regressions: [{ metric: "headline", before: 80, after: 70 }],
    });
  });

  it("has nothing to hold the first run of its kind against", () => {
    expect(lastOf(aRun("1"), aRun("2", { headline: 0 }, { grading: "g2" }))).toEqual({
      comparedWith: null,
      regressions: [],
    });
  });

  it.each<{ what: string; change: Partial<SummaryFigures>; metrics: string[] }>([
    { what: "nothing moves", change: {}, metrics: [] },
    { what: "the headline falls by what is tolerated", change: { headline: 77 }, metrics: [] },
    { what: "the headline falls by more", change: { headline: 76.9 }, metrics: ["headline"] },
    { what: "the headline rises", change: { headline: 99 }, metrics: [] },
    { what: "fewer pass", change: { passRate: 0.8 }, metrics: ["pass"] },
    { what: "one gate more fails", change: { gateFailures: 2 }, metrics: ["gate-failures"] },
    {
      what: "as many gates fail in half the trials",
      change: { graded: 5, gateFailures: 1 },
      metrics: ["gate-failures"],
    },
    { what: "it is slower by a tenth", change: { latencyP50Ms: 1100 }, metrics: [] },
    { what: "it is slower by a fifth", change: { latencyP50Ms: 1200 }, metrics: ["latency"] },
    { what: "it costs a fifth more", change: { costUsd: 0.12 }, metrics: ["cost"] },
    {
      what: "it costs more over other trials",
      change: { costUsd: 0.12, graded: 9 },
      metrics: ["gate-failures"],
    },
    {
      what: "nothing is known",
      change: { headline: null, passRate: null, latencyP50Ms: null, costUsd: null },
      metrics: [],
    },
  ])("names what got worse when $what", ({ change, metrics }) => {
    expect(lastOf(aRun("1"), aRun("2", change)).regressions?.map(({ metric }) => metric)).toEqual(metrics);
  });
});
