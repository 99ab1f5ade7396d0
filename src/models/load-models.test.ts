import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { InvalidInputError } from "../shared/errors.ts";
import { loadModels } from "./load-models.ts";

const SHIPPED = resolve(import.meta.dirname, "../../evals/models.yaml");

const GOOD_ENTRY = `
    api: openai
    label: A
    provider: p
    endpoint: http://127.0.0.1:1/v1
    model: m
    keyVariable: null
    output: text
    price: null`;

async function fileWith(text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), "models-")), "models.yaml");
  await writeFile(path, text);
  return path;
}

async function problemsOf(text: string) {
  const error = await loadModels(await fileWith(text)).catch((thrown: unknown) => thrown);
  if (!(error instanceof InvalidInputError)) throw new Error(`expected InvalidInputError, got ${error}`);
  return error.problems;
}

it("reads the shipped file: vendors without schema enforcement are not asked for it, and only priced models have a price", async () => {
  const models = await loadModels(SHIPPED);
  expect([...models.keys()]).toEqual(
    expect.arrayContaining(["deepseek-chat", "gpt-4.1-mini", "ollama-local", "vllm-local", "claude"]),
  );
  expect(models.get("deepseek-chat")).toMatchObject({
    id: "deepseek-chat",
    output: "json_object",
    keyVariable: "DEEPSEEK_API_KEY",
    price: { inputPerMillion: 0.27, cachedInputPerMillion: 0.07, outputPerMillion: 1.1, asOf: "2025-02-08" },
  });
  expect(models.get("claude")).toMatchObject({ api: "promptfoo", price: null });
});

it("fills in defaults", async () => {
  const models = await loadModels(await fileWith(`models:\n  a:${GOOD_ENTRY}\n`));
  expect(models.get("a")).toMatchObject({
    concurrency: 8,
    maxRetries: 6,
    timeoutSeconds: 120,
    parameters: {},
  });
});

it("reports every problem of every model at once, each with its line", async () => {
  const problems = await problemsOf(
    `models:\n  a:${GOOD_ENTRY.replace("output: text", "output: jsonschema")}\n  b:${GOOD_ENTRY.replace("provider: p", "provder: p")}\n`,
  );
  const places = problems.map(({ at }) => at?.replace(/^.*models\.yaml/, ""));
  expect(places).toContain(":9, models.a.output");
  expect(places.join("\n")).toMatch(/models\.b\.provder/);
  expect(places.join("\n")).toMatch(/models\.b\.provider/);
});

it.each(["../escape", "a/b", ".hidden", "con", "NUL.x", "a b", "x".repeat(101)])(
  "refuses the id %j, which cannot name a recordings file",
  async (id) => {
    const [problem] = await problemsOf(`models:\n  ${JSON.stringify(id)}:${GOOD_ENTRY}\n`);
    expect(problem).toMatchObject({ received: JSON.stringify(id), fix: "rename the model" });
  },
);

it.each([
  { text: "models:\n  a: [unclosed\n", at: /models\.yaml:\d+/, why: "broken YAML" },
  { text: "models: {}\n", at: /models$/, why: "no models" },
  { text: "", at: /models\.yaml/, why: "an empty file" },
])("gives one clear problem for $why", async ({ text, at }) => {
  const problems = await problemsOf(text);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.at).toMatch(at);
});

it("names a file that is not there", async () => {
  await expect(loadModels("/nowhere/models.yaml")).rejects.toThrow("the models file is not there");
});

it("holds simulated models to names that version control and readers know them by", async () => {
  const simulated = `
    api: simulated
    label: S
    seed: 1
    latencyMs: { median: 1, sigma: 0 }
    outputTokens: { median: 1, sigma: 0 }
    price: null`;
  const problems = await problemsOf(`models:\n  fast:${simulated}\n  sim-real:${GOOD_ENTRY}\n`);
  expect(problems.map(({ received }) => received)).toEqual(['"fast"', '"sim-real"']);
  expect(
    (await loadModels(await fileWith(`models:\n  sim-fast:${simulated}\n`))).get("sim-fast"),
  ).toMatchObject({
    provider: "simulated",
    keyVariable: null,
    defects: {},
    byPrompt: {},
  });
});
