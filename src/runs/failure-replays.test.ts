import { expect, it } from "vitest";
import { aModel, aPrompt, aScenario, aTrial } from "../testing/builders.ts";
import { planFailureReplays, tallyFailureReplays } from "./failure-replays.ts";

const prompts = { baseline: aPrompt({ id: "v1" }), candidate: aPrompt({ id: "v2", system: "Other." }) };
const matrix = { scenarios: [aScenario()], models: [aModel()] };
const failure = {
  scenarioId: "a-scenario",
  promptId: "v2",
  modelId: "a-model",
  language: "en" as const,
  repeat: 0,
  gate: "invented-quote",
  finding: null,
};

it("asks each failing cell five times of both prompts, once for two gates, above the repeats there are", () => {
  const cells = planFailureReplays([failure, { ...failure, gate: "missed-sev1" }], {
    matrix,
    prompts,
    firstRepeat: 3,
  });
  const keys = cells.map(({ key: { promptId, repeat } }) => `${promptId}/${repeat}`);
  expect(keys.sort()).toEqual(
    ["v1", "v2"].flatMap((id) => [3, 4, 5, 6, 7].map((repeat) => `${id}/${repeat}`)),
  );
  expect(new Set(cells.map(({ recordingKey }) => recordingKey)).size).toBe(10);
});

it("counts who fails the same gate again, and why a reply is missing", () => {
  const gateFailures = [{ gate: "invented-quote" as const, scorerId: "evidence", message: "" }];
  const other = [{ gate: "missed-sev1" as const, scorerId: "severity", message: "" }];
  const trials = [
    aTrial({ promptId: "v2", repeat: 1, gateFailures }),
    aTrial({ promptId: "v2", repeat: 2, gateFailures: other }),
    aTrial({ promptId: "v1", repeat: 1 }),
    { ...failure, outcome: "not-recorded" as const, repeat: 3, problem: "too dear" },
    aTrial({ promptId: "v2", language: "zh", repeat: 1, gateFailures }),
  ];
  expect(tallyFailureReplays([failure, { ...failure, repeat: 1 }], trials, prompts)).toEqual([
    {
      scenarioId: "a-scenario",
      modelId: "a-model",
      language: "en",
      gate: "invented-quote",
      wanted: 5,
      candidate: { failed: 1, graded: 2 },
      baseline: { failed: 0, graded: 1 },
      whyFewer: "too dear",
    },
  ]);
});
