import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { compareTrials } from "../compare/compare-trials.ts";
import { metricsFor } from "../compare/metrics.ts";
import type { Comparison, MetricComparison } from "../contracts/comparison.ts";
import { createRandom } from "../statistics/random.ts";
import { figures } from "../testing/trial-figures.ts";
import { intervalPlot } from "./interval-plot.ts";
import { renderComparison } from "./render-comparison.ts";
import { renderComparisonMarkdown } from "./render-comparison-markdown.ts";

const comparison = aComparison();
const promptDiff = "--- v1/system.md\n+++ v2/system.md\n@@ -1 +1 @@\n-old\n+new \u001b[31m\u202e";

describe("renderComparison", () => {
  it.each([80, 120])("fits %s columns", async (width) => {
    const text = renderComparison({ comparison, promptDiff }, { width, colour: false });
    for (const line of text.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    await expect(text).toMatchFileSnapshot(`__snapshots__/comparison.${width}.txt`);
  });

  it.each([60, 100, 200])("keeps its lines within %s columns for sides named by runs", (width) => {
    const named = {
      ...comparison,
      baseline: { ...comparison.baseline, label: "2026-06-02T14-02-00Z-core-aaaaaa@v1" },
      candidate: { ...comparison.candidate, label: "2026-06-03T14-02-00Z-core-bbbbbb@v2" },
    };
    const text = renderComparison({ comparison: named, promptDiff: null }, { width, colour: false });
    for (const line of text.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    expect(text).toMatch(/before +after/);
  });

  it("keeps the indentation of a prompt's lines", () => {
    const indented = "--- a\n+++ b\n@@ -1 +1 @@\n-- list\n+  - nested";
    const text = renderComparison({ comparison, promptDiff: indented }, { width: 100, colour: false });
    expect(text).toContain("\n+  - nested\n");
  });

  it("shows no control character of a prompt or a finding", () => {
    const hostile = {
      ...comparison,
      flips: comparison.flips.map((flip) => ({ ...flip, finding: "\u001b[2J\u202eevil" })),
    };
    const text = renderComparison({ comparison: hostile, promptDiff }, { width: 100, colour: false });
    expect(text).not.toContain("\u001b");
    expect(text).not.toContain("\u202e");
  });

  it("reads as Markdown too", async () => {
    await expect(renderComparisonMarkdown({ comparison, promptDiff })).toMatchFileSnapshot(
      "__snapshots__/comparison.md",
    );
  });
});

describe("intervalPlot", () => {
  const metric = (changes: Partial<MetricComparison>): MetricComparison => ({
    ...(comparison.metrics[0] as MetricComparison), // the fixture has metrics
    unit: "share",
    higherIsBetter: true,
    tolerance: 0.05,
    ...changes,
  });
  const effect = (low: number, mean: number, high: number) => ({
    low,
    mean,
    high,
    basis: "population" as const,
  });

  it.each([
    { what: "no change", changes: { effect: effect(0, 0, 0) }, plot: "       ┊  ●          " },
    { what: "a gain", changes: { effect: effect(0.02, 0.05, 0.08) }, plot: "       ┊  │├─●─┤     " },
    {
      what: "a loss beyond the axis",
      changes: { effect: effect(-0.4, -0.3, -0.2) },
      plot: "◂      ┊  │          ",
    },
    {
      what: "a cost that rose",
      changes: { unit: "ratio", higherIsBetter: false, tolerance: 1.1, effect: effect(1.05, 1.1, 1.15) },
      plot: "     ├─●┤ │          ",
    },
    { what: "nothing", changes: { effect: null }, plot: "                     " },
  ] as const)("shows $what", ({ changes, plot }) => {
    expect(intervalPlot(metric(changes))).toBe(plot);
  });
});

/** Two invented sides of twelve scenarios in two languages, as the real comparison describes them. */
function aComparison(): Comparison {
  const random = createRandom(7);
  const side = (promptId: string, centre: number) =>
    Array.from({ length: 12 }, (_, scenario) =>
      (["en", "zh"] as const).map((language) => {
        const value = Math.min(1, Math.max(0, centre + 0.08 * random.normal()));
        const cost = (promptId === "v2" ? 0.0026 : 0.0021) * (1 + 0.05 * random.normal());
        const trial = figures({ scenarioId: `case-${scenario}`, promptId, language, value });
        return {
          ...trial,
          values: {
            ...trial.values,
            cost,
            latency: 9000 + 800 * random.normal(),
            "score:severity": scenario < 5 ? null : value,
          },
          finding: trial.passed ? null : "root-cause: nothing of the cause is named",
          gates: scenario === 3 && promptId === "v2" ? ["unsafe-investigation"] : [],
        };
      }),
    ).flat();
  return compareTrials(
    { label: "v1", trials: side("v1", 0.8) },
    { label: "v2", trials: side("v2", 0.72) },
    {
      metrics: metricsFor(["root-cause", "severity"]),
      scenarioFacts: new Map([["case-1", { category: "dns", severity: "SEV1" }]]),
    },
  );
}
