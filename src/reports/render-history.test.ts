import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import type { HistoryEntry } from "../contracts/history.ts";
import { renderHistory, renderHistoryCsv, renderHistoryJson } from "./render-history.ts";

function anEntry(changes: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    runId: "2026-06-02T14-02-00Z-core-aaaaaa",
    startedAt: "2026-06-02T14:02:00.000Z",
    suiteId: "core",
    grading: "g1",
    promptId: "v2",
    modelId: "deepseek-chat",
    language: "zh",
    planned: 26,
    graded: 26,
    passRate: 0.5,
    headline: 68.3,
    gateFailures: 2,
    latencyP50Ms: 10_567,
    costUsd: 0.0545,
    provenance: { live: 26 },
    comparedWith: null,
    regressions: [],
    ...changes,
  };
}

const entries = [
  anEntry(),
  anEntry({
    runId: "2026-06-03T14-02-00Z-core-bbbbbb",
    startedAt: "2026-06-03T14:02:00.000Z",
    headline: 60,
    comparedWith: "2026-06-02T14-02-00Z-core-aaaaaa",
    regressions: [
      { metric: "headline", before: 68.3, after: 60 },
      { metric: "gate-failures", before: 2 / 26, after: 3 / 26 },
    ],
  }),
  anEntry({
    runId: "2026-06-04T14-02-00Z-core-cccccc",
    startedAt: "2026-06-04T14:02:00.000Z",
    grading: "g2",
    headline: 95,
    graded: 25,
    provenance: { live: 20, simulated: 5 },
  }),
  anEntry({ language: "en", latencyP50Ms: null, costUsd: null, headline: null, passRate: null }),
];

describe("renderHistory", () => {
  it.each([60, 100])("fits %s columns", async (width) => {
    const text = renderHistory({ entries, passedOver: [] }, { width, colour: false });
    for (const line of text.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    await expect(text).toMatchFileSnapshot(`__snapshots__/history.${width}.txt`);
  });

  it("shows no control character of a name", () => {
    const hostile = [anEntry({ promptId: "v\u001b[2J1\u202e" })];
    const text = renderHistory({ entries: hostile, passedOver: [] }, { width: 100, colour: false });
    expect(text).not.toContain("\u001b");
    expect(text).not.toContain("\u202e");
  });

  it("is one CSV line per entry", () => {
    const [header, first, second] = renderHistoryCsv({ entries, passedOver: [] }).split("\n");
    expect([header, first, second]).toEqual([
      "run_id,started_at,suite,prompt_id,model_id,language,planned,graded,headline,pass_rate,gate_failures,latency_p50_ms,cost_usd,live_trials,imported_trials,authored_trials,simulated_trials,grading,compared_with,regressions",
      "2026-06-02T14-02-00Z-core-aaaaaa,2026-06-02T14:02:00.000Z,core,v2,deepseek-chat,zh,26,26,68.3,0.5,2,10567,0.0545,26,0,0,0,g1,,",
      "2026-06-03T14-02-00Z-core-bbbbbb,2026-06-03T14:02:00.000Z,core,v2,deepseek-chat,zh,26,26,60,0.5,2,10567,0.0545,26,0,0,0,g1,2026-06-02T14-02-00Z-core-aaaaaa,headline gate-failures",
    ]);
  });

  it("is JSON of the same", () => {
    const passedOver = [{ runId: "x", reason: "torn" }];
    expect(JSON.parse(renderHistoryJson({ entries, passedOver }))).toEqual({
      schemaVersion: 1,
      entries,
      passedOver,
    });
  });
});
