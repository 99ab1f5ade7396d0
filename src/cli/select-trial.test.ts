import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../shared/errors.ts";
import { aTrialKey } from "../testing/builders.ts";
import { selectTrial } from "./select-trial.ts";

const candidates = [
  { key: aTrialKey(), recordingKey: "aaaaaaaa11" },
  { key: aTrialKey({ repeat: 1 }), recordingKey: "bbbbbbbb22" },
  { key: aTrialKey({ promptId: "v2", repeat: 10 }), recordingKey: "cccccccc33" },
];

describe("a trial's selector", () => {
  it.each([
    { selector: "a-scenario/v1/a-model/en/0", recordingKey: "aaaaaaaa11", why: "whole" },
    { selector: "a-scenario/v1/a-model/en/1", recordingKey: "bbbbbbbb22", why: "whole" },
    { selector: "a-scenario/v2", recordingKey: "cccccccc33", why: "clear without its last parts" },
    { selector: "a-scenario/v2/", recordingKey: "cccccccc33", why: "with a stray slash" },
    { selector: "bbbbbbbb", recordingKey: "bbbbbbbb22", why: "a recording's key" },
  ])("names one trial when it is $why", ({ selector, recordingKey }) => {
    expect(selectTrial(selector, candidates).recordingKey).toBe(recordingKey);
  });

  it.each([
    { selector: "a-scenario/v1", says: /names 2 trials[\s\S]*en\/0 \(aaaaaaaa11\)\n.*en\/1/ },
    { selector: "a-scenario/v1/a-model/en", says: /names 2 trials/ },
    { selector: "a-scen", says: /there is no trial "a-scen"[\s\S]*v2\/a-model\/en\/10/ },
    {
      selector: "a-scenario/v2/a-model/en/1",
      says: /there is no trial[\s\S]*try: a-scenario\/v1\/a-model\/en\/1/,
    },
    { selector: "", says: /there is no trial ""/ },
  ])("lists the candidates for $selector", ({ selector, says }) => {
    expect(() => selectTrial(selector, candidates)).toThrow(InvalidInputError);
    expect(() => selectTrial(selector, candidates)).toThrow(says);
  });

  it("tells two replies to one cell apart by their keys", () => {
    const twins = ["dddddddd44", "eeeeeeee55"].map((recordingKey) => ({ key: aTrialKey(), recordingKey }));
    expect(() => selectTrial("a-scenario", twins)).toThrow(/try: the key of its recording/);
    expect(selectTrial("eeeeeeee55", twins).recordingKey).toBe("eeeeeeee55");
  });

  it("shows 20 of many", () => {
    const many = Array.from({ length: 25 }, (_, repeat) => ({
      key: aTrialKey({ repeat }),
      recordingKey: "f",
    }));
    expect(() => selectTrial("a-scenario", many)).toThrow(/and 5 more/);
  });
});
