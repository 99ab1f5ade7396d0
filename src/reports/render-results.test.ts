import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import type { Trial } from "../contracts/trial.ts";
import { aManifest, aRow, aScore, aTrial } from "./__fixtures__/views.ts";
import { notableTrials } from "./notable-trials.ts";
import { renderResults } from "./render-results.ts";
import { renderResultsJson } from "./render-results-json.ts";
import type { ResultsRow, ResultsView } from "./results-view.ts";

const unmeasured = {
  latencyP50Ms: null,
  latencyP95Ms: null,
  inputTokens: null,
  outputTokens: null,
  costUsd: null,
};
const scores = aRow().scores;

const rows: readonly ResultsRow[] = [
  {
    ...aRow({ promptId: "v1", passRate: 0, headline: 61.2, scores: { ...scores, severity: 0.4 } }),
    ...unmeasured,
  },
  { ...aRow({ promptId: "v1", language: "zh", passRate: 0, headline: 40, gateFailures: 1 }), ...unmeasured },
  aRow(),
  aRow({
    language: "zh",
    planned: 3,
    graded: 1,
    missing: 2,
    passRate: 0.3333,
    scores: { ...scores, language: null },
  }),
].map((row, index) => ({
  ...row,
  provenance: index < 2 ? { authored: 1 } : { imported: 1 },
  change: null,
}));

const trials: readonly Trial[] = [
  aTrial({ promptId: "v1", headline: 61.2, passed: false, provenance: "authored" }),
  aTrial({
    promptId: "v1",
    language: "zh",
    headline: 40,
    passed: false,
    provenance: "authored",
    scores: [
      aScore(
        "root-cause",
        0.5,
        "half",
        "bad",
        "只说了一半：连接池耗尽，但没有指出触发它的批处理任务，也没有指出缺少索引",
      ),
    ],
    gateFailures: [{ gate: "wrong-language", scorerId: "language", message: "asked for zh, got en" }],
  }),
  aTrial(),
  {
    outcome: "not-recorded",
    scenarioId: "payment-pool-exhaustion",
    promptId: "v2",
    modelId: "deepseek-chat",
    language: "zh",
    repeat: 1,
    problem: "no reply is recorded for this request",
  },
  {
    outcome: "model-failed",
    scenarioId: "payment-pool-exhaustion",
    promptId: "v2",
    modelId: "deepseek-chat",
    language: "zh",
    repeat: 2,
    code: "unauthorized",
    problem: "the endpoint refused the key (HTTP 401)",
    attempts: 1,
  },
];

const view: ResultsView = {
  manifest: aManifest({ plannedTrials: 6 }),
  rows,
  notable: notableTrials(trials),
  comparedWith: null,
  judgeNotes: null,
};
const plain = { width: 100, colour: false };

describe("renderResults", () => {
  it("says whose word judged figures are, and how far it can be trusted", () => {
    const judge = { modelId: "a-reader", modelHash: "m", promptId: "v1", promptHash: "p" };
    const text = renderResults(
      {
        ...view,
        manifest: aManifest({ plannedTrials: 6, judge }),
        judgeNotes: ["same-cause: uncalibrated: 3 of at least 30 labels answered"],
      },
      plain,
    );
    expect(text).toContain(
      "Judged by a-reader, prompt judge/v1; weighs nothing in the headline\n  - same-cause: uncalibrated: 3 of at least 30 labels answered",
    );
    expect(renderResults(view, plain)).not.toContain("Judged by");
  });

  it.each([60, 80, 120, 200])("at %d columns", async (width) => {
    await expect(renderResults(view, { width, colour: false })).toMatchFileSnapshot(
      `__snapshots__/results.${width}.txt`,
    );
  });

  it("says how often each confidence was right, for the rows that have enough hypotheses", () => {
    const label = {
      statedChance: 0.85,
      given: 14,
      right: 12,
      rightShare: 12 / 14,
      rightLow: 0.6,
      rightHigh: 0.96,
    };
    const unused = { given: 0, right: 0, rightShare: null, rightLow: null, rightHigh: null };
    const calibration = {
      hypotheses: 30,
      error: 0.123,
      labels: [
        { confidence: "high", ...label },
        { confidence: "medium", statedChance: 0.5, ...unused },
        {
          confidence: "low",
          ...label,
          statedChance: 0.15,
          given: 16,
          right: 0,
          rightLow: 0,
          rightHigh: 0.19,
        },
      ],
    } as const;
    const known = {
      ...aRow({ calibration: { ...calibration, labels: [...calibration.labels] } }),
      change: null,
    };
    const shown = renderResults(
      { ...view, rows: [known, { ...known, calibration: null }] },
      { ...plain, width: 400 },
    );
    expect(shown).toContain(
      "How often a confidence was right\n" +
        "  v2 · deepseek-chat · en: error 12% over 30 hypotheses; " +
        "high: 12 of 14 right (promises 85%, 95% interval 60% to 96%); medium: never said; " +
        "low: 0 of 16 right (promises 15%, 95% interval 0% to 19%)\n",
    );
    expect(renderResults(view, plain)).not.toContain("How often a confidence was right");
  });

  it("never writes a line wider than the terminal", () => {
    const id = fc.oneof(
      fc.stringMatching(/^[a-z0-9:./-]{1,70}$/),
      fc.constantFrom("本地模型", "本地模型-七十亿参数-指令微调版"),
    );
    const text = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.constantFrom("连接池耗尽，".repeat(30), "x".repeat(300)),
    );
    const score = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
    const row = fc.record({
      modelId: id,
      promptId: fc.constantFrom("v1", "v2-long-name"),
      planned: fc.integer({ min: 1, max: 99_999 }),
      costUsd: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })),
      inputTokens: fc.option(fc.nat()),
      scores: fc.dictionary(fc.stringMatching(/^[a-z]{2,12}(-[a-z]{2,12}){0,2}$/), score, { maxKeys: 17 }),
      provenance: fc.constantFrom(
        { live: 3 },
        { authored: 1 },
        { live: 12_000, imported: 1, simulated: 99_999 },
      ),
      change: fc.option(
        fc.record({
          headline: fc.option(fc.double({ min: -100, max: 100, noNaN: true })),
          passedToFailed: fc.array(text, { maxLength: 3 }),
          failedToPassed: fc.array(text, { maxLength: 3 }),
        }),
      ),
    });
    const trial = fc.record({
      modelId: id,
      headline: fc.double({ min: 0, max: 100, noNaN: true }),
      message: text,
    });
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 4 }),
        fc.array(trial, { maxLength: 3 }),
        fc.integer({ min: 60, max: 220 }),
        fc.boolean(),
        (someRows, someTrials, width, colour) => {
          const notable = notableTrials(
            someTrials.map(({ modelId, headline, message }) =>
              aTrial({ modelId, headline, scores: [aScore("a", 0, "", "bad", message)] }),
            ),
          );
          const shown = renderResults(
            {
              ...view,
              rows: someRows.map((some) => ({ ...aRow(), ...some })),
              notable,
              comparedWith: "before",
            },
            { width, colour },
          );
          for (const line of shown.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("says what every kind of reply that is not live is worth, and nothing where all are live", () => {
    const shown = renderResults(view, plain);
    expect(shown).toContain("authored: written by hand; says nothing about a model");
    expect(shown).toContain("imported: a real reply");
    expect(shown).not.toContain("simulated:");

    const live = rows.map((row) => ({ ...row, provenance: { live: 1 } }));
    const quiet = { ...view, rows: live, notable: notableTrials([]) };
    expect(renderResults(quiet, plain)).not.toMatch(/written by hand|a real reply/);
  });

  it("shows what is unknown as –, never as 0", () => {
    const bare = aRow({
      ...unmeasured,
      graded: 0,
      passRate: null,
      headline: null,
      scores: { schema: null },
      provenance: {},
    });
    const manifest = aManifest({ callsMade: null, spentUsd: null });
    const shown = renderResults(
      { ...view, manifest, rows: [{ ...bare, change: null }] },
      { width: 200, colour: false },
    );
    expect(shown).toContain("– calls made · – spent");
    const line = shown.split("\n").find((candidate) => candidate.startsWith("v2 · deepseek-chat"));
    expect(line?.split(/\s{2,}/)).toEqual([
      "v2 · deepseek-chat · en",
      ...["–", "0/1", "–", "–", "0", "–", "–", "–", "–", "–", "–"],
    ]);
  });

  it("shows the change against the run before, and which trials flipped", () => {
    const change = {
      headline: -3.25,
      passedToFailed: ["payment-pool-exhaustion · en"],
      failedToPassed: ["b", "c"],
    };
    const compared = { ...view, comparedWith: "2026-06-01-default-1", rows: [{ ...aRow(), change }] };
    const shown = renderResults(compared, plain);
    expect(shown).toMatch(/change/);
    expect(shown).toContain("-3.3");
    expect(shown).toContain("Since run 2026-06-01-default-1");
    expect(shown).toContain("1 now failing: payment-pool-exhaustion · en");
    expect(shown).toContain("2 now passing: b, c");
    expect(renderResults({ ...compared, rows }, plain)).toContain("no trial changed between pass and fail");
  });

  it("says how many more failures the files hold than the page", () => {
    const many = Array.from({ length: 60 }, (_, repeat) =>
      aTrial({ repeat, gateFailures: [{ gate: "unreadable", scorerId: "schema", message: "no JSON" }] }),
    );
    expect(renderResults({ ...view, notable: notableTrials(many) }, plain)).toContain(
      "and 10 more gate failures: trials.csv lists every one",
    );
  });

  it("gives escapes of model text no chance and colours only when asked", () => {
    const evil = "bad\u001b]8;;http://evil\u0007link\u001b]8;;\u0007\u001b[2J\u202e";
    const notable = notableTrials([aTrial({ scores: [aScore("a", 0, "", "bad", evil)], modelId: evil })]);
    const shown = renderResults(
      { ...view, rows: [{ ...aRow({ modelId: evil }), change: null }], notable },
      plain,
    );
    expect(shown).not.toContain("\u001b");
    expect(shown).toContain("badlink⟨U+202E⟩");

    const coloured = renderResults({ ...view, notable }, { width: 100, colour: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: only colours may be left.
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(renderResults({ ...view, notable }, plain));
  });
});

describe("renderResultsJson", () => {
  it("holds the whole view under a schema version", () => {
    expect(JSON.parse(renderResultsJson(view))).toEqual({
      schemaVersion: 1,
      ...JSON.parse(JSON.stringify(view)),
    });
  });
});
