import { describe, expect, it } from "vitest";
import type { Finding, GateFailure, Score } from "../contracts/score.ts";
import type { GradedTrial } from "../contracts/trial.ts";
import { aTrial, aTrialKey } from "../testing/builders.ts";
import { collectVerdictMigration } from "./collect-verdict-migration.ts";

function aScore(changes: Partial<Score> = {}): Score {
  return { scorerId: "severity", scorerVersion: 1, value: 1, summary: "", findings: [], ...changes };
}

function aFinding(message: string): Finding {
  return {
    tone: "bad",
    message,
    inReport: { path: "summary", start: 0, end: 1, quote: "x" },
    inContext: null,
  };
}

const GATE: GateFailure = { gate: "missed-sev1", scorerId: "severity", message: "" };

function migrate(
  pairs: readonly (readonly [GradedTrial, GradedTrial])[],
  { limit = 20, changedScenarios = [] as readonly string[] } = {},
) {
  const collected = collectVerdictMigration({ limit, changedScenarios: new Set(changedScenarios) });
  for (const [before, after] of pairs) collected.add(before, after);
  return collected.result();
}

const UNMOVED = {
  scorerId: "severity",
  fromVersion: 1,
  toVersion: 1,
  compared: 1,
  up: 0,
  down: 0,
  toNull: 0,
  fromNull: 0,
  reworded: 0,
  gatesAppeared: 0,
  gatesVanished: 0,
  movedUnderSameVersion: 0,
};

describe("verdict migration", () => {
  it("says that nothing moved between a run and itself", () => {
    const trial = aTrial({ scores: [aScore({ value: 0.4 }), aScore({ scorerId: "numbers", value: null })] });
    expect(migrate([[trial, trial]])).toEqual({
      trials: 1,
      scorers: [UNMOVED, { ...UNMOVED, scorerId: "numbers" }],
      headline: { before: 80, after: 80, trials: 1 },
      passedToFailed: 0,
      failedToPassed: 0,
      moves: [],
      moveCount: 0,
    });
  });

  it("names what moved: the trial, the values, the first finding that is new, the flip", () => {
    const before = aTrial({ scores: [aScore({ findings: [aFinding("old")] })], headline: 80 });
    const after = aTrial({
      scores: [aScore({ scorerVersion: 2, value: 0.4, findings: [aFinding("old"), aFinding("too low")] })],
      gateFailures: [GATE],
      headline: 40,
      passed: false,
    });
    expect(migrate([[before, after]])).toEqual({
      trials: 1,
      scorers: [{ ...UNMOVED, toVersion: 2, down: 1, gatesAppeared: 1 }],
      headline: { before: 80, after: 40, trials: 1 },
      passedToFailed: 1,
      failedToPassed: 0,
      moves: [
        {
          trial: aTrialKey(),
          scorerId: "severity",
          before: 1,
          after: 0.4,
          gatesAppeared: ["missed-sev1"],
          gatesVanished: [],
          newFinding: { message: "too low", path: "summary" },
          isScenarioChanged: false,
          passedBefore: true,
          passedAfter: false,
        },
      ],
      moveCount: 1,
    });
  });

  it.each([
    { from: 0.4, to: 1, counted: { up: 1 } },
    { from: 1, to: 0.4, counted: { down: 1 } },
    { from: 1, to: null, counted: { toNull: 1 } },
    { from: null, to: 0, counted: { fromNull: 1 } },
    { from: 0.1 + 0.2, to: 0.3, counted: {} },
    { from: null, to: null, counted: {} },
  ])(
    "counts $from → $to as $counted, and a move under the same version as not bumped",
    ({ from, to, counted }) => {
      const [scorer] = migrate([
        [aTrial({ scores: [aScore({ value: from })] }), aTrial({ scores: [aScore({ value: to })] })],
      ]).scorers;
      expect(scorer).toEqual({
        ...UNMOVED,
        ...counted,
        movedUnderSameVersion: Object.keys(counted).length,
      });
    },
  );

  it("takes a gate that came or went under the same value for a move", () => {
    const calm = aTrial();
    const gated = aTrial({ gateFailures: [GATE] });
    expect(migrate([[gated, calm]]).moves[0]).toMatchObject({
      before: 1,
      after: 1,
      gatesVanished: ["missed-sev1"],
    });
    expect(migrate([[calm, gated]]).scorers[0]).toMatchObject({ gatesAppeared: 1, movedUnderSameVersion: 1 });
  });

  it("takes other words for the same value for no move", () => {
    const reworded = aTrial({ scores: [aScore({ summary: "exactly" })] });
    expect(migrate([[aTrial(), reworded]])).toMatchObject({ moveCount: 0, scorers: [{ reworded: 1 }] });
  });

  it("does not blame the version for a move on a scenario that was edited", () => {
    const result = migrate([[aTrial(), aTrial({ scores: [aScore({ value: 0 })] })]], {
      changedScenarios: ["a-scenario"],
    });
    expect(result.scorers[0]?.movedUnderSameVersion).toBe(0);
    expect(result.moves[0]?.isScenarioChanged).toBe(true);
  });

  it("has a new and a gone scorer moved by their gates alone", () => {
    const before = aTrial({ scores: [aScore({ scorerId: "old", scorerVersion: 3 })] });
    const after = aTrial({ scores: [aScore({ scorerId: "new", value: 0 })] });
    expect(migrate([[before, after]])).toMatchObject({
      moveCount: 0,
      scorers: [
        { scorerId: "new", fromVersion: null, toVersion: 1, compared: 0 },
        { scorerId: "old", fromVersion: 3, toVersion: null, compared: 0 },
      ],
    });
    const gated = aTrial({ ...after, gateFailures: [{ ...GATE, scorerId: "new" }] } as Parameters<
      typeof aTrial
    >[0]);
    expect(migrate([[before, gated]]).moves).toMatchObject([
      { scorerId: "new", gatesAppeared: ["missed-sev1"] },
    ]);
  });

  it("lists up to the limit and counts them all", () => {
    const pairs = [0, 1, 2].map(
      (repeat) => [aTrial({ repeat }), aTrial({ repeat, scores: [aScore({ value: 0 })] })] as const,
    );
    const { moves, moveCount } = migrate(pairs, { limit: 2 });
    expect({ repeats: moves.map(({ trial }) => trial.repeat), moveCount }).toEqual({
      repeats: [0, 1],
      moveCount: 3,
    });
  });
});
