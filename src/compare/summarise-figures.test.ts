import { expect, it } from "vitest";
import { figures } from "../testing/trial-figures.ts";
import { summariseFigures } from "./summarise-figures.ts";

it("sums up each prompt × model × language, with a trial that has no headline left out of its mean alone", () => {
  const trials = [
    figures({ repeat: 0, value: 0.9 }),
    figures({ repeat: 1, value: 0.5, gates: ["unreadable", "missed-sev1"], provenance: "live" }),
    figures({ repeat: 2, values: { headline: null }, passed: false }),
    figures({ language: "zh", values: null, provenance: null, passed: false }),
  ];
  expect(summariseFigures(trials)).toEqual([
    {
      promptId: "v1",
      modelId: "m",
      language: "en",
      trials: 3,
      passed: 1,
      gateFailures: 1,
      headline: 70,
      provenance: { simulated: 2, live: 1 },
    },
    {
      promptId: "v1",
      modelId: "m",
      language: "zh",
      trials: 1,
      passed: 0,
      gateFailures: 0,
      headline: null,
      provenance: {},
    },
  ]);
});
