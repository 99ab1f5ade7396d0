import { expect, it } from "vitest";
import { aModel, aPrompt, aScenario } from "../testing/builders.ts";
import { planRun, requestForCell } from "./plan-run.ts";

const matrix = {
  scenarios: [aScenario(), aScenario({ id: "other", context: { en: "disk full", zh: "磁盘满" } })],
  prompts: [aPrompt(), aPrompt({ id: "v2", system: "Answer in {{ languageName }}." })],
  models: [aModel()],
  languages: ["en", "zh"] as const,
  repeats: 2,
};

it("plans every combination once, always in the same order", () => {
  const cells = planRun(matrix);
  expect(cells).toHaveLength(2 * 2 * 1 * 2 * 2);
  expect(new Set(cells.map(({ key }) => JSON.stringify(key))).size).toBe(cells.length);
  expect(planRun(matrix)).toEqual(cells);
});

it("gives repeats different recordings", () => {
  const [first, second] = planRun(matrix);
  expect([first?.key.repeat, second?.key.repeat]).toEqual([0, 1]);
  expect(first?.recordingKey).not.toBe(second?.recordingKey);
});

it("shows the model the incident in the language asked for, where there is one", () => {
  const texts = planRun({ ...matrix, prompts: [aPrompt()], repeats: 1 }).map(
    (cell) => requestForCell(cell).messages[1]?.content,
  );
  expect(texts).toEqual([aScenario().context.en, aScenario().context.en, "disk full", "磁盘满"]);
});
