import { setTimeout as sleepFor } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  ModelCallError,
  type ModelCallErrorCode,
  type ModelClient,
  type ModelReply,
  type ModelRequest,
} from "../contracts/model-client.ts";
import { aModel } from "../testing/builders.ts";
import {
  goodReply,
  type LocalModelServer,
  startLocalModelServer,
  statusAnswer,
} from "../testing/local-model-server.ts";
import { createOpenaiClient } from "./openai-client.ts";
import { type Pace, type PacedClient, paceClient } from "./paced-client.ts";

const servers: LocalModelServer[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function serve(settings: Parameters<typeof startLocalModelServer>[0]): Promise<LocalModelServer> {
  const server = await startLocalModelServer(settings);
  servers.push(server);
  return server;
}

function aRequest(number: number): ModelRequest {
  const messages = [{ role: "user" as const, content: `incident ${number}` }];
  return { provider: "test", model: "a-model", parameters: { max_tokens: 10 }, messages, repeat: 0 };
}

/** A paced client of that endpoint whose waits are noted and take a hundredth of their time. */
function pacedClient(
  endpoint: string,
  { key = null as string | null, ...pace }: Partial<Pace> & { key?: string | null } = {},
) {
  const waits: number[] = [];
  const model = aModel({ endpoint, keyVariable: key === null ? null : "A_KEY" });
  const client = paceClient(createOpenaiClient(model, { apiKey: key }), {
    concurrency: 8,
    requestsPerMinute: null,
    maxRetries: 3,
    random: () => 0.5,
    sleep: (ms, signal) => {
      waits.push(ms);
      return sleepFor(ms / 100, undefined, { signal });
    },
    ...pace,
  });
  return { client, waits };
}

/** Asks `count` different things at once. */
async function askAll(client: ModelClient, count: number, signal = new AbortController().signal) {
  const results = await Promise.allSettled(
    Array.from({ length: count }, (_, number) => client.ask(aRequest(number), { signal })),
  );
  const errors = results.flatMap((result) =>
    result.status === "rejected" ? [result.reason as unknown] : [],
  );
  for (const error of errors) if (!(error instanceof ModelCallError)) throw error;
  return {
    replies: results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : [])),
    errors: errors.filter((error) => error instanceof ModelCallError),
  };
}

/** A paced client of a model in this process, told how often each request was asked before and with it. */
function fakeModel(
  reply: (request: ModelRequest, timesAsked: number) => Promise<ModelReply>,
  pace: Partial<Pace> = {},
) {
  const timesByRequest = new Map<string, number>();
  const state = { sent: 0 };
  const model: ModelClient = {
    ask: (request) => {
      const name = JSON.stringify(request);
      const timesAsked = (timesByRequest.get(name) ?? 0) + 1;
      timesByRequest.set(name, timesAsked);
      state.sent += 1;
      return reply(request, timesAsked);
    },
  };
  const client = paceClient(model, {
    concurrency: 8,
    requestsPerMinute: null,
    maxRetries: 3,
    random: () => 0.5,
    sleep: (_ms, signal) => sleepFor(1, undefined, { signal }),
    ...pace,
  });
  return { client, state };
}

function failure(code: ModelCallErrorCode): ModelCallError {
  return new ModelCallError(`scripted ${code}`, { code });
}

function timesBoughtTwice({ completionsByHash }: LocalModelServer): number {
  return [...completionsByHash.values()].filter((times) => times > 1).length;
}

describe("concurrency", () => {
  it("never has more in flight than configured, and uses all of it", async () => {
    const server = await serve({ latencyMs: 20 });
    const { replies } = await askAll(pacedClient(server.url, { concurrency: 5 }).client, 40);
    expect(replies).toHaveLength(40);
    expect(server.peakInFlight()).toBe(5);
  });

  it("starts no more than requestsPerMinute in any minute, retries counted", async () => {
    vi.useFakeTimers();
    const { client, state } = fakeModel(
      async ({ messages }, timesAsked) => {
        if (messages[0]?.content === "incident 0" && timesAsked === 1) throw failure("server");
        return aReply;
      },
      { concurrency: 100, requestsPerMinute: 10 },
    );
    const all = askAll(client, 24);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(state.sent).toBe(10);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state.sent).toBe(20);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state.sent).toBe(25);
    expect((await all).replies).toHaveLength(24);
  });

  it("counts any 60 seconds, not minutes of the clock", async () => {
    vi.useFakeTimers();
    const { client, state } = fakeModel(async () => aReply, { concurrency: 100, requestsPerMinute: 10 });
    const first = askAll(client, 1);
    await vi.advanceTimersByTimeAsync(50_000);
    const later = askAll(client, 14);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(state.sent).toBe(11); // nine at 50 s, one more when the first is a minute old
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state.sent).toBe(15);
    await Promise.all([first, later]);
  });
});

describe("retries", () => {
  it.each([
    { answer: statusAnswer(500), name: "500" },
    { answer: statusAnswer(503), name: "503" },
    { answer: statusAnswer(408), name: "408" },
    { answer: statusAnswer(409), name: "409" },
    { answer: statusAnswer(429), name: "429" },
    { answer: { kind: "truncated" as const }, name: "truncated body" },
    { answer: { kind: "html" as const }, name: "html" },
  ])("pass over a $name and buy each reply once", async ({ answer }) => {
    const server = await serve({ reply: ({ timesSeen }) => (timesSeen === 0 ? answer : goodReply("ok")) });
    const { replies } = await askAll(pacedClient(server.url).client, 6);
    expect(replies.map(({ text }) => text)).toEqual(Array(6).fill("ok"));
    expect(timesBoughtTwice(server)).toBe(0);
  });

  it("end after maxRetries with the last error and the attempts made", async () => {
    const server = await serve({ reply: () => statusAnswer(500) });
    const { client, waits } = pacedClient(server.url, { maxRetries: 3 });
    const { errors } = await askAll(client, 1);
    expect(errors[0]).toMatchObject({ code: "server", httpStatus: 500, attempts: 4 });
    expect(errors[0]?.message).toMatch(/scripted 500 \(after 4 attempts\)$/);
    expect(server.requests).toHaveLength(4);
    expect(waits).toEqual([250, 500, 1000]);
  });

  it("never follow an error of the request itself", async () => {
    const server = await serve({ reply: () => statusAnswer(400) });
    const { errors } = await askAll(pacedClient(server.url).client, 3);
    expect(errors.map(({ code, attempts }) => ({ code, attempts }))).toEqual(
      Array(3).fill({ code: "rejected", attempts: 1 }),
    );
    expect(server.requests).toHaveLength(3);
  });

  it("wait at least as long as Retry-After says", async () => {
    const refuseOnce = statusAnswer(429, { "retry-after": "7" });
    const server = await serve({
      reply: ({ timesSeen }) => (timesSeen === 0 ? refuseOnce : goodReply("ok")),
    });
    const { client, waits } = pacedClient(server.url);
    await askAll(client, 1);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(7000);
  });

  it("wait outside the queue: others are answered meanwhile", async () => {
    const server = await serve({
      reply: ({ timesSeen, body }) =>
        timesSeen === 0 && body.messages[0]?.content === "incident 0" ? statusAnswer(500) : goodReply("ok"),
    });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { client } = pacedClient(server.url, { concurrency: 1, sleep: () => held });
    const signal = new AbortController().signal;
    const first = client.ask(aRequest(0), { signal });
    const others = await Promise.all([1, 2, 3].map((number) => client.ask(aRequest(number), { signal })));
    expect(others).toHaveLength(3);
    release();
    expect((await first).text).toBe("ok");
  });

  it("go before calls that were never sent", async () => {
    const order: string[] = [];
    const { client } = fakeModel(
      async ({ messages }, timesAsked) => {
        order.push(messages[0]?.content ?? "");
        await sleepFor(2);
        if (messages[0]?.content === "incident 0" && timesAsked === 1) throw failure("server");
        return aReply;
      },
      { concurrency: 1 },
    );
    await askAll(client, 30);
    expect(order.lastIndexOf("incident 0")).toBeLessThan(6);
  });

  it("do not count in latency, nor does the queue", async () => {
    const server = await serve({
      latencyMs: 20,
      reply: ({ timesSeen }) => (timesSeen === 0 ? statusAnswer(500) : goodReply("ok")),
    });
    const { client } = pacedClient(server.url, {
      concurrency: 1,
      sleep: (_ms, signal) => sleepFor(300, undefined, { signal }),
    });
    const { replies } = await askAll(client, 5);
    const latencies = replies.map(({ latencyMs }) => latencyMs ?? 0).sort((a, b) => a - b);
    expect(latencies[2]).toBeLessThan(150); // five in a queue of one, each behind a wait of 300 ms
  });
});

describe("refusals by our own burst", () => {
  it("cost no call and buy nothing twice, at ten times the server's capacity", async () => {
    const server = await serve({ latencyMs: 10, maxInFlight: 4, retryAfterSeconds: 1 });
    const { client } = pacedClient(server.url, { concurrency: 40, maxRetries: 0 });
    const { replies, errors } = await askAll(client, 400);
    expect(errors).toEqual([]);
    expect(replies).toHaveLength(400);
    expect(timesBoughtTwice(server)).toBe(0);
    expect(client.state().inFlightLimit).toBeLessThanOrEqual(6);
    // Far fewer refusals than calls: it settles instead of hammering.
    expect(server.requests.filter(({ status }) => status === 429).length).toBeLessThan(200);
  });

  it("are survived when the model takes no call at all for a while", async () => {
    let refused = 0;
    const server = await serve({
      reply: () => {
        refused += 1;
        return refused <= 30 ? statusAnswer(429) : goodReply("ok");
      },
    });
    const { replies } = await askAll(pacedClient(server.url, { concurrency: 16 }).client, 50);
    expect(replies).toHaveLength(50);
  });

  it("never use up a call's attempts while the model answers others", async () => {
    const { client, state } = fakeModel(
      async ({ messages }, timesAsked) => {
        await sleepFor(1);
        if (messages[0]?.content === "incident 0" && timesAsked <= 25) throw failure("rate-limited");
        return aReply;
      },
      { concurrency: 4 },
    );
    const { replies } = await askAll(client, 400);
    expect(replies).toHaveLength(400);
    expect(state.sent).toBe(425);
  });

  it("that never end are given up after few requests", async () => {
    const server = await serve({ reply: () => statusAnswer(429) });
    const { errors } = await askAll(pacedClient(server.url, { concurrency: 16 }).client, 500);
    expect(errors).toHaveLength(500);
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(["rate-limited"]));
    expect(server.requests.length).toBeLessThan(120);
  });
});

describe("an endpoint that refuses everything", () => {
  it("is given up at the first wrong key: the rest fail with the same words, unsent", async () => {
    const server = await serve({ key: "right" });
    const { client } = pacedClient(server.url, { key: "wrong-key", concurrency: 8 });
    const { errors } = await askAll(client, 300);
    expect(errors).toHaveLength(300);
    expect(new Set(errors.map(({ message }) => message))).toEqual(
      new Set([`a-model: 401 from ${server.url}: the key in A_KEY was refused`]),
    );
    expect(server.requests.length).toBeLessThanOrEqual(8);
    expect(errors.filter(({ attempts }) => attempts === 0).length).toBeGreaterThanOrEqual(292);
    await expect(client.ask(aRequest(999), { signal: new AbortController().signal })).rejects.toThrow(
      "A_KEY",
    );
  });

  it("is given up after a few probes when nothing listens there", async () => {
    const gone = await startLocalModelServer();
    await gone.stop();
    const { client } = pacedClient(gone.url, { concurrency: 50, maxRetries: 3 });
    const { errors } = await askAll(client, 2000);
    expect(errors).toHaveLength(2000);
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(["network"]));
    expect(client.state().sent).toBeLessThan(120);
  });

  it("is used again when a probe is answered: an outage costs no call that still had retries", async () => {
    let isDown = false;
    let answered = 0;
    const server = await serve({
      reply: async () => {
        if (isDown) return statusAnswer(503);
        answered += 1;
        if (answered === 40) {
          isDown = true;
          setTimeout(() => {
            isDown = false;
          }, 60);
        }
        return goodReply("ok");
      },
    });
    const { client } = pacedClient(server.url, { concurrency: 10, maxRetries: 20 });
    const { replies } = await askAll(client, 200);
    expect(replies).toHaveLength(200);
    expect(timesBoughtTwice(server)).toBe(0);
  });
});

describe("probing an endpoint that failed again and again", () => {
  it("is done by one call at a time", async () => {
    let inFlight = 0;
    const inFlightByProbe: number[] = [];
    const { client, state } = fakeModel(
      async () => {
        const number = state.sent; // up to 19 are on their way before the tenth failure is known
        inFlight += 1;
        if (number > 20 && number <= 25) inFlightByProbe.push(inFlight);
        await sleepFor(3);
        inFlight -= 1;
        if (number < 25) throw failure("network");
        return aReply;
      },
      { concurrency: 10, maxRetries: 8 },
    );
    const { replies } = await askAll(client, 24);
    expect(inFlightByProbe).toEqual([1, 1, 1, 1, 1]);
    expect(replies).toHaveLength(24);
  });

  it("ends at once when a call sent earlier is answered after all", async () => {
    const HOLD_MS = 50_000;
    let isHeld = false;
    let failures = 0;
    const { client } = fakeModel(
      async ({ messages }, timesAsked) => {
        if (messages[0]?.content === "incident 0") {
          await sleepFor(30);
          return aReply;
        }
        if (timesAsked > 1) return aReply;
        failures += 1;
        throw new ModelCallError("down", { code: "network", retryAfterMs: failures === 10 ? HOLD_MS : null });
      },
      {
        concurrency: 20,
        sleep: async (ms, signal) => {
          if (ms < HOLD_MS || isHeld) return;
          isHeld = true; // the queue's hold comes before its own call's wait
          await sleepFor(600_000, undefined, { signal });
        },
      },
    );
    const { replies } = await askAll(client, 11);
    expect(isHeld).toBe(true);
    expect(replies).toHaveLength(11);
  });

  it("leaves no timer behind when there is no call left to wait for", async () => {
    const signals: AbortSignal[] = [];
    const { client } = fakeModel(() => Promise.reject(failure("network")), {
      concurrency: 10,
      maxRetries: 0,
      sleep: (_ms, signal) => {
        signals.push(signal);
        return sleepFor(600_000, undefined, { signal });
      },
    });
    await askAll(client, 10);
    expect(signals).toHaveLength(1);
    expect(signals[0]?.aborted).toBe(true);
  });
});

describe("stopping", () => {
  it("abort fails waiting and running calls at once, as interrupted", async () => {
    const server = await serve({ reply: () => ({ kind: "silent" }) });
    const controller = new AbortController();
    const { client } = pacedClient(server.url, { concurrency: 4 });
    const all = askAll(client, 3000, controller.signal);
    await vi.waitFor(() => expect(server.peakInFlight()).toBe(4));
    const abortedAt = performance.now();
    controller.abort();
    const { errors } = await all;
    expect(performance.now() - abortedAt).toBeLessThan(2000);
    expect(errors).toHaveLength(3000);
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(["interrupted"]));
    expect(client.state().sent).toBe(4);
  });

  it("abort ends a wait between attempts", async () => {
    const server = await serve({ reply: () => statusAnswer(500) });
    const controller = new AbortController();
    const { client } = pacedClient(server.url, {
      sleep: (_ms, signal) => {
        setTimeout(() => controller.abort(), 10);
        return sleepFor(60_000, undefined, { signal });
      },
    });
    const { errors } = await askAll(client, 1, controller.signal);
    expect(errors[0]).toMatchObject({ code: "interrupted", attempts: 1 });
  });

  it("stop() lets calls in flight finish, as they are paid for, and fails the others unsent", async () => {
    const server = await serve({ latencyMs: 150 });
    const { client } = pacedClient(server.url, { concurrency: 4 });
    const all = askAll(client, 20);
    await vi.waitFor(() => expect(server.peakInFlight()).toBe(4));
    client.stop();
    const { replies, errors } = await all;
    expect(replies).toHaveLength(4);
    expect(errors.map(({ code, attempts }) => ({ code, attempts }))).toEqual(
      Array(16).fill({ code: "interrupted", attempts: 0 }),
    );
    expect(server.requests).toHaveLength(4);
  });
});

it("lets a bug through as it is", async () => {
  const broken: ModelClient = { ask: async () => Promise.reject(new RangeError("a bug")) };
  const client: PacedClient = paceClient(broken, { concurrency: 1, requestsPerMinute: null, maxRetries: 5 });
  await expect(client.ask(aRequest(0), { signal: new AbortController().signal })).rejects.toThrow(RangeError);
});

const aReply: ModelReply = {
  text: "ok",
  finishReason: "stop",
  servedModel: null,
  usage: null,
  latencyMs: 1,
  reportedCostUsd: null,
};
