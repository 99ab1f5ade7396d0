import { expect, it } from "vitest";
import type { PastTrial } from "../contracts/trial.ts";
import { aTrial, aTrialKey } from "../testing/builders.ts";
import { createChangeSince } from "./compare-with-past.ts";

const row = { promptId: "v1", modelId: "a-model", language: "en" } as const;
const past = (changes: Partial<PastTrial>): PastTrial => ({
  ...aTrialKey(),
  headline: 80,
  passed: true,
  ...changes,
});

it("pairs trials by their key and tells flips by scenario", () => {
  const change = createChangeSince([
    past({ headline: 90 }),
    past({ repeat: 1, headline: 70, passed: false }),
  ]);
  change.add(aTrial({ headline: 60, passed: false }));
  change.add(aTrial({ repeat: 1, headline: 80, passed: true }));
  change.add(aTrial({ repeat: 2, headline: 0, passed: false })); // nothing to pair with
  expect(change.changeOf(row)).toEqual({
    headline: -10,
    passedToFailed: ["a-scenario"],
    failedToPassed: ["a-scenario"],
  });
});

it("is no change when a run is compared with itself", () => {
  const change = createChangeSince([past({})]);
  change.add(aTrial());
  expect(change.changeOf(row)).toEqual({ headline: 0, passedToFailed: [], failedToPassed: [] });
});

it("says nothing about a row that has no pair", () => {
  const change = createChangeSince([past({ promptId: "v2" }), past({ headline: null })]);
  change.add(aTrial());
  expect(change.changeOf(row)).toBeNull();
});
