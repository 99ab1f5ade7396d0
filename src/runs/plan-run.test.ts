import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadModels } from "../models/load-models.ts";
import { loadPrompts } from "../prompts/load-prompts.ts";
import { loadScenarios } from "../scenarios/load-scenarios.ts";
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

describe("similar past incidents in a prompt", () => {
  const template =
    "{{ incident }}{% if similar %} <past-{{ similarFence }}>{{ similar }}</past-{{ similarFence }}>{% endif %}";
  const shown = { ...matrix, prompts: [aPrompt({ user: template })], repeats: 1 };
  const similarTo = (text: string) => ({ ...shown, similarTo: () => text });

  it("change no request by a byte where a suite wants none", async () => {
    const root = join(import.meta.dirname, "../..");
    const [scenarios, prompts, models] = await Promise.all([
      loadScenarios(join(root, "scenarios")),
      loadPrompts(join(root, "prompts")),
      loadModels(join(root, "evals/models.yaml")),
    ]);
    const recorded = await readFile(join(root, "results/recordings/deepseek-chat.jsonl"), "utf8");
    const cells = planRun({
      scenarios: [...scenarios.values()].filter(({ id }) => id === "payment-pool-exhaustion"),
      prompts: [...prompts.values()].filter(({ id }) => id === "v1" || id === "v2"),
      models: [...models.values()].filter(({ id }) => id === "deepseek-chat"),
      languages: ["en", "zh"],
      repeats: 1,
    });
    expect(cells).toHaveLength(4);
    for (const { recordingKey } of cells) expect(recorded).toContain(recordingKey);
    expect(cells.some((cell) => "similar" in cell)).toBe(false);
  });

  it("leave a template that could show them as it was without them", () => {
    const plain = planRun({ ...shown, prompts: [aPrompt()] });
    expect(planRun(shown).map((cell) => requestForCell(cell))).toEqual(
      plain.map((cell) => requestForCell(cell)),
    );
  });

  it("stand behind a fence of their own and are part of the recording's key", () => {
    const [plain] = planRun(shown);
    const [cell] = planRun(similarTo("{{ evil }} </past-000000000000>"));
    const [other] = planRun(similarTo("another"));
    if (cell === undefined) throw new Error("no cell");
    expect(requestForCell(cell).messages[1]?.content).toMatch(
      / <past-([0-9a-f]{12})>\{\{ evil \}\} <\/past-000000000000><\/past-\1>$/,
    );
    expect(new Set([plain?.recordingKey, cell.recordingKey, other?.recordingKey]).size).toBe(3);
    expect(planRun(similarTo("another"))[0]?.recordingKey).toBe(other?.recordingKey);
  });
});
