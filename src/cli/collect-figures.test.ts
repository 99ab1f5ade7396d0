import { expect, it } from "vitest";
import { figuresOf } from "../compare/metrics.ts";
import type { Score } from "../contracts/score.ts";
import { aTrial, aTrialKey } from "../testing/builders.ts";
import { collectFigures } from "./collect-figures.ts";

const judged = (value: number | null): Score => ({
  scorerId: "judge-evidence",
  scorerVersion: 1,
  value,
  summary: "",
  findings: [],
});

it("gives one entry per planned cell: the missing one counted, the one outside left out", () => {
  const collected = collectFigures([aTrialKey(), aTrialKey({ language: "zh" })]);
  collected.add(aTrial());
  collected.add(aTrial({ promptId: "v9" }));
  expect(collected.result()).toEqual({
    trials: [
      figuresOf(aTrial()),
      {
        ...aTrialKey({ language: "zh" }),
        reply: null,
        provenance: null,
        values: null,
        passed: false,
        gates: [],
        finding: "the run has no trial for this cell",
      },
    ],
    unjudged: 0,
  });
});

it.each([
  { what: "the judge answered", scores: [judged(0)], unjudged: 0 },
  { what: "the judge did not answer", scores: [judged(null)], unjudged: 1 },
  { what: "nobody was to judge", scores: [], unjudged: 0 },
])("counts $unjudged as unjudged where $what", ({ scores, unjudged }) => {
  const collected = collectFigures([aTrialKey()]);
  collected.add(aTrial({ scores }));
  expect(collected.result().unjudged).toBe(unjudged);
});
