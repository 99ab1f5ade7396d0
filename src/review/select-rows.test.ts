import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TrialRow } from "../contracts/review.ts";
import { aMissingRow, aReviewScenario, aRow } from "../testing/review-builders.ts";
import { ALL_TRIALS, type RunView, type SortKey } from "./run-view.ts";
import { selectRows } from "./select-rows.ts";

const scenarios = {
  pool: aReviewScenario({ title: "Pool runs dry", titleZh: "连接池耗尽", category: "database" }),
  cert: aReviewScenario({ title: "Certificate expired", category: "network", severity: "SEV2" }),
};
const good = aRow({ scenarioId: "pool", promptId: "v1", scores: { numbers: 0.7 } });
const weak = aRow({
  scenarioId: "cert",
  promptId: "v2",
  language: "zh",
  modelId: "Model-B",
  provenance: "simulated",
  passed: false,
  headline: 30,
  gates: ["missed-sev1", "invented-quote"],
  scores: { numbers: 0.69, evidence: null },
  costUsd: 0.01,
  fault: { scorerId: "numbers", message: "The figure ４０ is invented", finding: 0 },
});
const missing = aMissingRow({ scenarioId: "gone", promptId: "v2" });
const rows = [good, weak, missing];

describe("selectRows", () => {
  it.each<{ view: Partial<RunView>; selected: TrialRow[] }>([
    { view: {}, selected: rows },
    { view: { prompts: ["v2"] }, selected: [weak, missing] },
    { view: { prompts: ["v1", "v2"], models: ["Model-B"] }, selected: [weak] },
    { view: { languages: ["zh"] }, selected: [weak] },
    { view: { categories: ["database", "network"] }, selected: [good, weak] },
    { view: { severities: ["SEV2"] }, selected: [weak] },
    { view: { provenances: ["live"] }, selected: [good] },
    { view: { gates: ["unreadable", "invented-quote"] }, selected: [weak] },
    { view: { weakOn: "numbers" }, selected: [weak] },
    { view: { weakOn: "evidence" }, selected: [] },
    { view: { weakOn: "constructor" }, selected: [] },
    { view: { verdict: "passed" }, selected: [good] },
    { view: { verdict: "failed" }, selected: [weak, missing] },
    { view: { text: "  POOL dry " }, selected: [good] },
    { view: { text: "连接池" }, selected: [good] },
    { view: { text: "model-b ｖ２" }, selected: [weak] },
    { view: { text: "figure 40" }, selected: [weak] },
    { view: { text: "pool cert" }, selected: [] },
    { view: { text: "gone" }, selected: [missing] },
  ])("lets through what $view asks for", ({ view, selected }) => {
    expect(selectRows(rows, { ...ALL_TRIALS, ...view }, scenarios)).toEqual(selected);
  });

  it.each<{ by: SortKey; up: TrialRow[]; down: TrialRow[] }>([
    { by: "order", up: [good, weak, missing], down: [missing, weak, good] },
    { by: "scenario", up: [weak, missing, good], down: [good, missing, weak] },
    { by: "headline", up: [weak, good, missing], down: [good, weak, missing] },
    { by: "passed", up: [weak, missing, good], down: [good, weak, missing] },
    { by: "gates", up: [good, missing, weak], down: [weak, good, missing] },
    { by: "latency", up: [good, weak, missing], down: [good, weak, missing] },
    { by: "cost", up: [good, weak, missing], down: [weak, good, missing] },
    { by: "score:numbers", up: [weak, good, missing], down: [good, weak, missing] },
    { by: "score:constructor", up: rows, down: rows },
  ])("sorts by $by, the unknown last and equals as they came", ({ by, up, down }) => {
    const sorted = (isDescending: boolean) =>
      selectRows(rows, { ...ALL_TRIALS, sort: { by, isDescending } }, scenarios);
    expect({ up: sorted(false), down: sorted(true) }).toEqual({ up, down });
  });

  it("loses and adds no row when it only sorts, and leaves its input alone", () => {
    const row = fc
      .record({ headline: fc.option(fc.integer({ min: 0, max: 3 })), repeat: fc.nat() })
      .map(aRow);
    fc.assert(
      fc.property(fc.array(row), fc.boolean(), (some, isDescending) => {
        const before = [...some];
        const sorted = selectRows(some, { ...ALL_TRIALS, sort: { by: "headline", isDescending } }, {});
        const known = sorted.map(({ headline }) => headline).filter((headline) => headline !== null);
        expect(new Set(sorted)).toEqual(new Set(some));
        expect(sorted).toHaveLength(some.length);
        expect(known).toEqual(known.toSorted((a, b) => (isDescending ? b - a : a - b)));
        expect(sorted.slice(known.length).every(({ headline }) => headline === null)).toBe(true);
        expect(some).toEqual(before);
      }),
    );
  });
});
