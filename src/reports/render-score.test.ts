import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import type { VerdictMigration } from "../contracts/verdict-migration.ts";
import { aTrialKey } from "../testing/builders.ts";
import { renderScore } from "./render-score.ts";
import { renderScoreJson } from "./render-score-json.ts";
import type { ScoreView } from "./score-view.ts";

const SCORER: VerdictMigration["scorers"][number] = {
  scorerId: "severity",
  fromVersion: 1,
  toVersion: 2,
  compared: 2,
  up: 0,
  down: 1,
  toNull: 0,
  fromNull: 0,
  reworded: 0,
  gatesAppeared: 1,
  gatesVanished: 0,
  movedUnderSameVersion: 0,
};
const MOVE: VerdictMigration["moves"][number] = {
  trial: aTrialKey(),
  scorerId: "severity",
  before: 1,
  after: 0.4,
  gatesAppeared: ["missed-sev1"],
  gatesVanished: [],
  newFinding: { message: "SEV2 is one level too low", path: "severity" },
  isScenarioChanged: false,
  passedBefore: true,
  passedAfter: false,
};
const STILL: VerdictMigration = {
  trials: 2,
  scorers: [{ ...SCORER, toVersion: 1, down: 0, gatesAppeared: 0 }],
  headline: { before: 70, after: 70, trials: 2 },
  passedToFailed: 0,
  failedToPassed: 0,
  moves: [],
  moveCount: 0,
};
const MOVED: VerdictMigration = {
  ...STILL,
  scorers: [SCORER],
  headline: { before: 70, after: 55.5, trials: 2 },
  passedToFailed: 1,
  moves: [MOVE],
  moveCount: 1,
};

function aView(changes: Partial<ScoreView> = {}): ScoreView {
  return {
    source: { kind: "run", suiteId: "smoke" },
    scorerVersions: { severity: 2 },
    weightsVersion: 1,
    stored: { scorerVersions: { severity: 1 }, weightsVersion: 1 },
    planned: 2,
    rows: [
      {
        promptId: "v1",
        modelId: "a-model",
        language: "en",
        planned: 2,
        graded: 2,
        missing: 0,
        passRate: 0.5,
        headline: 55.5,
        scores: { severity: 0.7 },
        gateFailures: 1,
        latencyP50Ms: 1234,
        latencyP95Ms: 1234,
        inputTokens: 100,
        outputTokens: 100,
        costUsd: 9.87,
        provenance: { live: 2 },
        calibration: null,
      },
    ],
    notable: { worst: [], gateFailures: [], gateFailureCount: 0, failures: [], failedCount: 0 },
    notGraded: [],
    changedScenarios: [],
    outdatedReplies: 0,
    migration: STILL,
    ...changes,
  };
}

const plain = (view: ScoreView, width = 100) => renderScore(view, { width, colour: false });

describe("stored replies graded again, on a terminal", () => {
  it("says that nothing moved, and nothing of calls, time or money", () => {
    const text = plain(aView());
    expect(text).toContain("2 of 2 stored trials graded · suite smoke · 1 scorer · weights 1");
    expect(text).toContain("nothing moved: 2 verdicts of 2 trials are as they were");
    expect(text).not.toMatch(/calls?\b|spent|\$|p50|1\.2 s|run \d/i);
  });

  it("lists what moved as a change to be reviewed", () => {
    const text = plain(aView({ migration: MOVED }));
    expect(text.slice(text.indexOf("Against the stored"))).toMatchInlineSnapshot(`
      "Against the stored scores
        1 of 2 verdicts moved
        headline mean 70.0 → 55.5 (-14.5) over 2 trials
        passes: 0 now passing, 1 now failing

                          both                          gates  gates  other
      scorer    version  times  up  down  to –  from –   came   went  words
      ─────────────────────────────────────────────────────────────────────
      severity    1 → 2      2   0     1     0       0      1      0      0

      Moved verdicts (1)
        - a-scenario/v1/a-model/en/0
          severity 100 → 40 · gate missed-sev1 appeared · now failing
          new: SEV2 is one level too low (severity)
      "
    `);
  });

  it.each([
    {
      warning: /! severity: 2 verdicts moved though its version is still 1: bump it/,
      changes: { migration: { ...STILL, scorers: [{ ...SCORER, toVersion: 1, movedUnderSameVersion: 2 }] } },
    },
    { warning: /! scenario a-scenario was edited/, changes: { changedScenarios: ["a-scenario"] } },
    { warning: /! 3 trials answered another incident text/, changes: { outdatedReplies: 3 } },
    {
      warning: /weights 1 → 2/,
      changes: { weightsVersion: 2 },
    },
    { warning: /and 4 more: --limit 5/, changes: { migration: { ...MOVED, moveCount: 5 } } },
  ])("warns: $warning", ({ warning, changes }) => {
    expect(plain(aView(changes))).toMatch(warning);
    expect(plain(aView())).not.toMatch(warning);
  });

  it.each([
    { reason: "no-recording", scenarioId: null, says: /1, first a-scenario.*no longer in the recordings/ },
    { reason: "no-scenario", scenarioId: "gone", says: /there is no scenario "gone"/ },
    { reason: "no-scenario-named", scenarioId: null, says: /about an incident that is no scenario/ },
    { reason: "not-stored", scenarioId: null, says: /not in the run: it was cut short/ },
  ] as const)("says what was not graded: $reason", ({ says, ...group }) => {
    expect(plain(aView({ notGraded: [{ ...group, count: 1, first: aTrialKey() }] }))).toMatch(says);
  });

  it.each([60, 100, 200])("stays within %i columns and shows nothing hostile", (width) => {
    const trial = aTrialKey({ scenarioId: "x\u001b[31m\u202e" });
    const hostile = "\u001b]0;title\u0007\u202e支付连接池耗尽 ".repeat(20);
    const moves = [{ ...MOVE, trial, newFinding: { message: hostile, path: "a\u001b[2J" } }];
    const text = plain(aView({ migration: { ...MOVED, moves }, changedScenarios: [hostile] }), width);
    for (const line of text.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(renderScoreJson(aView({ changedScenarios: [hostile] })).replaceAll("\n", "")).not.toMatch(
      /[\p{Cc}\u202e]/u,
    );
  });

  it("colours only where a person looks", () => {
    expect(plain(aView({ migration: MOVED }))).not.toContain("\u001b[");
    expect(renderScore(aView({ migration: MOVED }), { width: 100, colour: true })).toContain("\u001b[");
  });
});

describe("stored replies graded again, as JSON", () => {
  it("has its keys in a fixed order and all of the view", () => {
    const view = aView({ migration: MOVED });
    const json = JSON.parse(renderScoreJson(view));
    expect(json).toEqual({ schemaVersion: 1, ...view });
    const shuffled = Object.fromEntries(Object.entries(view).reverse()) as unknown as ScoreView; // the same keys
    expect(renderScoreJson(shuffled)).toBe(renderScoreJson(view));
  });
});
