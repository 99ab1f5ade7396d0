import { expect, it } from "vitest";
import { figures } from "../testing/trial-figures.ts";
import { describeReplacement } from "./describe-replacement.ts";

it("counts what comes, goes and changes, and names what flips", () => {
  const before = [
    figures({ scenarioId: "same" }),
    figures({ scenarioId: "gone" }),
    figures({ scenarioId: "lost", value: 0.9 }),
    figures({ scenarioId: "won", value: 0.1 }),
    figures({ scenarioId: "moved", value: 0.8 }),
  ];
  const after = [
    figures({ scenarioId: "moved", value: 0.85 }),
    figures({ scenarioId: "won", value: 0.9 }),
    figures({ scenarioId: "lost", value: 0.1 }),
    figures({ scenarioId: "new" }),
    figures({ scenarioId: "same" }),
  ];
  expect(describeReplacement(before, after)).toEqual({
    added: 1,
    removed: 1,
    changed: 3,
    passToFail: ["lost/v1/m/en/0"],
    failToPass: ["won/v1/m/en/0"],
  });
});

it("finds nothing to say of the same trials in another order", () => {
  const trials = [figures({ scenarioId: "a" }), figures({ scenarioId: "b" })];
  expect(describeReplacement(trials, trials.toReversed())).toEqual({
    added: 0,
    removed: 0,
    changed: 0,
    passToFail: [],
    failToPass: [],
  });
});
