import { describe, expect, it, vi } from "vitest";
import { ModelCallError, type ModelClient, type ModelReply } from "../contracts/model-client.ts";
import type { Recording } from "../contracts/recording.ts";
import { OutsideError } from "../shared/errors.ts";
import { aModel, aPrompt, aScenario } from "../testing/builders.ts";
import { type CollectOptions, collectReplies } from "./collect-replies.ts";
import { createCostGuard } from "./cost-guard.ts";
import { planRun } from "./plan-run.ts";

const good = aModel({ id: "good", model: "good" });
const broken = aModel({ id: "broken", model: "broken" });
const reply: ModelReply = {
  text: "{}",
  finishReason: "stop",
  servedModel: null,
  usage: { inputTokens: 1000, cachedInputTokens: null, outputTokens: 500 },
  latencyMs: 10,
  reportedCostUsd: null,
};

function cellsFor(models = [good], repeats = 3) {
  return planRun({ scenarios: [aScenario()], prompts: [aPrompt()], models, languages: ["en"], repeats });
}

function optionsFor(client: ModelClient["ask"], changes: Partial<CollectOptions> = {}) {
  const recorded: Recording[] = [];
  const options: CollectOptions = {
    clientOf: () => ({ ask: client, stop: () => {} }),
    record: async (recording) => void recorded.push(recording),
    costGuard: createCostGuard(null),
    stop: new AbortController().signal,
    abort: new AbortController().signal,
    now: () => new Date("2026-06-02T14:02:00Z"),
    ...changes,
  };
  return { options, recorded };
}

describe("collectReplies", () => {
  it("records one reply per cell, under the cell's key, with the price of that day", async () => {
    const { options, recorded } = optionsFor(async () => reply);
    const cells = cellsFor();
    expect(await collectReplies(cells, options)).toEqual(new Map());
    expect(recorded.map(({ key }) => key).sort()).toEqual(
      cells.map(({ recordingKey }) => recordingKey).sort(),
    );
    expect(recorded[0]).toMatchObject({
      provenance: "live",
      price: good.price,
      reply,
      request: { model: "good", repeat: 0 },
    });
    expect(options.costGuard.spentUsd()).toBeCloseTo(3 * 0.002);
  });

  it("leaves the other models complete when one has a wrong key", async () => {
    const refused = new ModelCallError("401", { code: "unauthorized", httpStatus: 401 });
    const { options, recorded } = optionsFor(async ({ model }) => {
      if (model === "broken") throw refused;
      return reply;
    });
    const failures = await collectReplies(cellsFor([broken, good]), options);
    expect([...failures].map(([cell, failure]) => [cell.key.modelId, failure])).toEqual(
      Array(3).fill(["broken", { kind: "failed", error: refused }]),
    );
    expect(recorded.map(({ cell }) => cell.modelId)).toEqual(["good", "good", "good"]);
  });

  it("starts no call after a stop, but keeps the replies of those in flight", async () => {
    const stop = new AbortController();
    const { options, recorded } = optionsFor(
      async () => {
        stop.abort();
        return reply;
      },
      { stop: stop.signal },
    );
    const failures = await collectReplies(cellsFor([aModel({ concurrency: 1 })], 10), options);
    expect(recorded.length).toBeGreaterThan(0);
    expect(recorded.length + failures.size).toBe(10);
    for (const failure of failures.values()) {
      expect(failure).toEqual({ kind: "not-called", reason: "the run was stopped before this call" });
    }
  });

  it("tells the client to send nothing more, and takes what it had not sent for not called", async () => {
    const stop = new AbortController();
    const unsent = new ModelCallError("stopped", { code: "interrupted", attempts: 0 });
    const waiting: ((reason: Error) => void)[] = [];
    const ask = () =>
      new Promise<ModelReply>((_, reject) => {
        waiting.push(reject);
        if (waiting.length === 3) stop.abort();
      });
    const { options } = optionsFor(ask, {
      stop: stop.signal,
      clientOf: () => ({ ask, stop: () => waiting.forEach((reject) => void reject(unsent)) }),
      costGuard: createCostGuard(1),
    });
    const collecting = collectReplies(cellsFor(), options);
    const failures = await collecting;
    expect([...failures.values()].map(({ kind }) => kind)).toEqual([
      "not-called",
      "not-called",
      "not-called",
    ]);
    expect(options.costGuard.reserve(1)).toBe(true);
  });

  it("makes no call that could pass the cap", async () => {
    const ask = vi.fn(async () => reply);
    const { options } = optionsFor(ask, { costGuard: createCostGuard(0.005) });
    const failures = await collectReplies(cellsFor([aModel({ concurrency: 1 })], 10), options);
    expect(ask).toHaveBeenCalled();
    expect(options.costGuard.spentUsd()).toBeLessThanOrEqual(0.005);
    expect(failures.size).toBe(10 - ask.mock.calls.length);
  });

  it("gives every reply in flight its chance to be stored before it tells that the disk failed", async () => {
    const record = vi.fn(async () => {
      throw new OutsideError("disk full");
    });
    const twoInFlight = Promise.withResolvers<void>();
    let asked = 0;
    const { options } = optionsFor(
      async () => {
        asked += 1;
        if (asked === 2) twoInFlight.resolve();
        await twoInFlight.promise;
        return reply;
      },
      { record },
    );
    await expect(collectReplies(cellsFor([good], 50), options)).rejects.toThrow("disk full");
    expect(record.mock.calls.length).toBeGreaterThan(1);
    expect(record.mock.calls.length).toBeLessThan(50);
  });

  it("does not take a bug for a failing model", async () => {
    const { options } = optionsFor(async () => {
      throw new TypeError("oops");
    });
    await expect(collectReplies(cellsFor(), options)).rejects.toThrow(TypeError);
  });
});
