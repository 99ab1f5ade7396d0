import { describe, expect, it } from "vitest";
import type { Model } from "../contracts/model.ts";
import { ModelCallError, type ModelReply, type ModelRequest } from "../contracts/model-client.ts";
import type { Recording } from "../contracts/recording.ts";
import type { Trial } from "../contracts/trial.ts";
import { aModel, aPrompt, aScenario } from "../testing/builders.ts";
import { createCostGuard } from "./cost-guard.ts";
import { createPairPlanner, pairPlaces } from "./plan-pairs.ts";
import { planCell } from "./plan-run.ts";
import { runUntilDecided, type UntilDecidedOptions } from "./run-until-decided.ts";

const v1 = aPrompt({ id: "v1", system: "first", user: "{{ incident }} {{ language }}" });
const v2 = aPrompt({ id: "v2", system: "second", user: "{{ incident }} {{ language }}" });
const model = aModel({ concurrency: 2 });
const places = pairPlaces({
  scenarios: Array.from({ length: 10 }, (_, index) =>
    aScenario({ id: `s${index}`, context: { en: `text ${index}` } }),
  ),
  models: [model],
  languages: ["en", "zh"],
});

interface Asked {
  readonly prompt: string;
  readonly incident: string;
  readonly repeat: number;
}

function askedOf({ messages, repeat }: ModelRequest): Asked {
  return { prompt: messages[0]?.content ?? "", incident: messages[1]?.content ?? "", repeat };
}

const replyWith = (text: string): ModelReply => ({
  text,
  finishReason: "stop",
  servedModel: null,
  usage: { inputTokens: 100, cachedInputTokens: null, outputTokens: 500 },
  latencyMs: 1,
  reportedCostUsd: null,
});

/** What a test's model says, and everything it was asked. The figure of a reply is its length in thousands. */
async function run(
  answer: (asked: Asked, model: Model) => string,
  changes: {
    options?: Partial<UntilDecidedOptions>;
    recorded?: readonly string[];
    onBlock?: (blocks: number) => void;
    plannedBlocks?: number;
  } = {},
) {
  const recordings = new Map<string, Recording>();
  const old = new Set(changes.recorded);
  const asked: Asked[] = [];
  const trials: Trial[] = [];
  const steps = runUntilDecided({
    plan: {
      margin: 0.05,
      alpha: 0.05,
      cells: places.length,
      plannedBlocks: changes.plannedBlocks ?? 6,
      stopsWhenFutile: true,
    },
    planner: createPairPlanner(places, {
      baseline: v1,
      candidate: v2,
      has: (key) => old.has(key) || recordings.has(key),
    }),
    find: async (key) => recordings.get(key) ?? null,
    measure: ({ measured }) => (measured.outputTokens ?? 0) / 1000,
    seed: 7,
    clientOf: (of) => ({
      ask: async (request) => {
        asked.push(askedOf(request));
        const text = answer(askedOf(request), of);
        return {
          ...replyWith(text),
          usage: { inputTokens: 1, cachedInputTokens: null, outputTokens: text.length },
        };
      },
      stop: () => {},
    }),
    record: async (recording) => void recordings.set(recording.key, recording),
    costGuard: createCostGuard(null),
    stop: new AbortController().signal,
    abort: new AbortController().signal,
    now: () => new Date(0),
    ...changes.options,
  });
  let step = await steps.next();
  for (; step.done !== true; step = await steps.next()) {
    trials.push(...step.value.trials);
    changes.onBlock?.(step.value.look.blocks);
  }
  return { end: step.value, asked, trials, recordings };
}

/** Figures that vary a little with the question, `loss` lower for v2. */
const noisy =
  (loss: number) =>
  ({ prompt, incident, repeat }: Asked) =>
    "x".repeat(500 + ((incident.length * 7 + repeat * 13) % 11) - (prompt === "second" ? 1000 * loss : 0));

describe("runUntilDecided", () => {
  it.each([
    { loss: 0, verdict: "pass" },
    { loss: 0.3, verdict: "fail" },
  ])("stops early at a $verdict where v2 loses $loss", async ({ loss, verdict }) => {
    const { end, asked, trials } = await run(noisy(loss));
    expect(end.conclusion.verdict).toBe(verdict);
    expect(end.look.blocks).toBeLessThan(6);
    expect(end.calls).toBe(asked.length);
    expect(asked).toHaveLength(2 * places.length * end.look.blocks);
    expect(trials).toHaveLength(asked.length);
  });

  it("asks both sides of a pair one after the other, in an order of chance, and every cell once a block", async () => {
    const { asked } = await run(noisy(0.3));
    const pairs = Array.from({ length: places.length }, (_, at) => asked.slice(2 * at, 2 * at + 2));
    for (const [first, second] of pairs) {
      expect(second).toEqual({ ...first, prompt: first?.prompt === "first" ? "second" : "first" });
    }
    const firsts = pairs.filter(([first]) => first?.prompt === "first").length;
    expect(firsts).toBeGreaterThan(3);
    expect(firsts).toBeLessThan(17);
    const order = pairs.map(([first]) => first?.incident ?? "");
    expect(order).not.toEqual(order.toSorted());
  });

  it("asks only what neither prompt has recorded", async () => {
    const taken = places.flatMap((place) => [
      planCell({ ...place, prompt: v1, repeat: 0 }).recordingKey,
      planCell({ ...place, prompt: v2, repeat: 1 }).recordingKey,
    ]);
    const { asked } = await run(noisy(0.3), { recorded: taken });
    expect(Math.min(...asked.map(({ repeat }) => repeat))).toBe(2);
    expect(new Set(asked.map((one) => JSON.stringify(one))).size).toBe(asked.length);
  });

  it("asks a pair again, both sides anew, after one of its calls failed", async () => {
    let failures = 1;
    const { end, trials, asked } = await run((one) => {
      if (failures-- > 0) throw new ModelCallError("503", { code: "server", httpStatus: 503 });
      return noisy(0.3)(one);
    });
    expect(end).toMatchObject({ pairsAskedAgain: 1, conclusion: { verdict: "fail" } });
    expect(asked).toHaveLength(2 * places.length * end.look.blocks + 2);
    expect(trials.every(({ outcome }) => outcome !== "model-failed")).toBe(true);
  });

  it("decides nothing where more than 2 % of the pairs stay without a reply", async () => {
    const { end } = await run((one) => {
      if (one.incident.includes("text 3"))
        throw new ModelCallError("503", { code: "server", httpStatus: 503 });
      return noisy(0.3)(one);
    });
    expect(end.conclusion).toMatchObject({
      verdict: "inconclusive",
      reason: expect.stringMatching(/pairs have no value/),
    });
  });

  it("never passes the cap: a block that could is not started", async () => {
    // Every call costs $0.0010 and could cost $0.0022.
    const costGuard = createCostGuard(0.1);
    const { end, asked } = await run(noisy(0.05), { options: { costGuard } });
    expect(end.conclusion).toMatchObject({
      verdict: "inconclusive",
      reason: expect.stringMatching(/--max-cost/),
    });
    expect(asked.length % (2 * places.length)).toBe(0);
    expect(costGuard.spentUsd() ?? 0).toBeLessThanOrEqual(0.1);
  });

  it("keeps what is paid for and gives its valid verdict when it is stopped between or inside blocks", async () => {
    const stop = new AbortController();
    const between = await run(noisy(0.05), {
      options: { stop: stop.signal },
      onBlock: () => stop.abort(),
    });
    expect(between.end).toMatchObject({
      look: { blocks: 1 },
      conclusion: { verdict: "inconclusive", reason: "stopped" },
    });

    const inside = new AbortController();
    let calls = 0;
    const halfway = await run(
      (one) => {
        calls += 1;
        if (calls === 50) inside.abort();
        return noisy(0.05)(one);
      },
      { options: { stop: inside.signal } },
    );
    expect(halfway.end).toMatchObject({ look: { blocks: 1 }, conclusion: { reason: "stopped" } });
    expect(halfway.recordings.size).toBe(halfway.asked.length);
    expect(halfway.end.calls).toBe(halfway.asked.length);
  });

  it("gives up where the verdict is out of reach", async () => {
    const random = (one: Asked) => ((one.incident.charCodeAt(5) * 31 + one.repeat * 17) % 7) * 40;
    const { end } = await run((one) => "x".repeat(500 + (one.prompt === "second" ? random(one) - 170 : 0)), {
      plannedBlocks: 12,
    });
    expect(end.conclusion).toMatchObject({ verdict: "inconclusive" });
    expect(end.look.blocks).toBeLessThan(12);
  });
});
