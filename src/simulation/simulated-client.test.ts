import { describe, expect, it } from "vitest";
import type { SimulatedModel } from "../contracts/model.ts";
import type { ModelRequest } from "../contracts/model-client.ts";
import { aScenario } from "../testing/builders.ts";
import { createSimulatedClient } from "./simulated-client.ts";
import { writeReport } from "./write-report.ts";

const scenario = aScenario();
const good = JSON.stringify(writeReport(scenario, "en"));
const signal = new AbortController().signal;

function aSimulatedModel(changes: Partial<SimulatedModel> = {}): SimulatedModel {
  return {
    id: "sim-a",
    api: "simulated",
    label: "Simulated",
    provider: "simulated",
    keyVariable: null,
    parameters: {},
    concurrency: 8,
    requestsPerMinute: null,
    timeoutSeconds: 1,
    maxRetries: 0,
    price: null,
    seed: 1,
    defects: {},
    byPrompt: {},
    latencyMs: { median: 1000, sigma: 0.2 },
    outputTokens: { median: 500, sigma: 0.2 },
    ...changes,
  };
}

const requestOf = (repeat: number): ModelRequest => ({
  provider: "simulated",
  model: "sim-a",
  parameters: {},
  messages: [{ role: "user", content: "an incident" }],
  repeat,
});

async function replies(
  changes: Partial<SimulatedModel>,
  { count = 200, promptId = "v1", language = "en" as "en" | "zh" } = {},
) {
  const client = createSimulatedClient(aSimulatedModel(changes), async () => ({
    scenario,
    promptId,
    language,
  }));
  return Promise.all(Array.from({ length: count }, (_, repeat) => client.ask(requestOf(repeat), { signal })));
}

const texts = async (...args: Parameters<typeof replies>) => (await replies(...args)).map(({ text }) => text);

describe("a simulated model", () => {
  it("writes the good report where nothing is to go wrong", async () => {
    expect(new Set(await texts({}))).toEqual(new Set([good]));
  });

  it.each([
    { rate: 0, low: 0, high: 0 },
    { rate: 0.3, low: 0.2, high: 0.4 },
    { rate: 1, low: 1, high: 1 },
  ])("spoils about $rate of its replies where that is the rate", async ({ rate, low, high }) => {
    const spoilt = (await texts({ defects: { "broken-json": rate } })).filter((text) => text !== good);
    expect(spoilt.length / 200).toBeGreaterThanOrEqual(low);
    expect(spoilt.length / 200).toBeLessThanOrEqual(high);
  });

  it("gives the same request the same reply, and another seed others", async () => {
    const defects = { "wrong-cause": 0.5 };
    expect(await replies({ defects })).toEqual(await replies({ defects }));
    expect(await texts({ defects, seed: 2 })).not.toEqual(await texts({ defects }));
  });

  it("leaves the draws of one defect alone when the rate of another changes", async () => {
    const has = (all: readonly string[]) => all.map((text) => text.includes('"severity":"SEV2"'));
    const before = await texts({ defects: { "severity-off-by-one": 0.3 } });
    const after = await texts({ defects: { "severity-off-by-one": 0.3, "invented-number": 0.5 } });
    expect(after).not.toEqual(before);
    expect(has(after)).toEqual(has(before));
  });

  it("keeps the rates of one prompt to that prompt, and a slip into English to Chinese", async () => {
    const byPrompt = { v2: { "broken-json": 1 } };
    expect(await texts({ byPrompt }, { count: 1 })).toEqual([good]);
    expect(await texts({ byPrompt }, { count: 1, promptId: "v2" })).not.toEqual([good]);
    expect(await texts({ defects: { "zh-slip": 1 } }, { count: 1 })).toEqual([good]);
    const [chinese] = await texts({ defects: { "zh-slip": 1 } }, { count: 1, language: "zh" });
    expect(chinese).not.toBe(JSON.stringify(writeReport(scenario, "zh")));
  });

  it("states latency and tokens round their medians", async () => {
    const all = await replies({});
    const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length / 2] ?? 0;
    expect(median(all.map(({ latencyMs }) => latencyMs ?? 0))).toBeGreaterThan(900);
    expect(median(all.map(({ latencyMs }) => latencyMs ?? 0))).toBeLessThan(1100);
    expect(new Set(all.map(({ usage }) => usage?.outputTokens)).size).toBeGreaterThan(50);
  });

  it("refuses what it cannot know", async () => {
    const client = createSimulatedClient(aSimulatedModel(), async () => null);
    await expect(client.ask(requestOf(0), { signal })).rejects.toMatchObject({ code: "rejected" });
  });

  it("names a defect that there is not, with the nearest that there is", () => {
    const model = aSimulatedModel({ defects: { "wrong-cuase": 0.1 }, byPrompt: { v2: { nonsense: 1 } } });
    expect(() => createSimulatedClient(model, async () => null)).toThrow(/wrong-cuase[\s\S]*nonsense/);
  });
});
