import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ModelCallError, type ModelRequest } from "../contracts/model-client.ts";
import { aModel } from "../testing/builders.ts";
import {
  goodReply,
  type LocalModelServer,
  type ScriptedAnswer,
  startLocalModelServer,
  statusAnswer,
} from "../testing/local-model-server.ts";
import { createOpenaiClient } from "./openai-client.ts";

const KEY = "sk-live-abcdef1234567890";
const request: ModelRequest = {
  provider: "test",
  model: "a-model",
  parameters: { temperature: 0, max_tokens: 100, response_format: { type: "json_object" } },
  messages: [
    { role: "system", content: "Triage." },
    { role: "user", content: "支付服务 {{ .Values.x }}" },
  ],
  repeat: 0,
};

let server: LocalModelServer | null = null;
afterEach(async () => {
  vi.unstubAllEnvs();
  await server?.stop();
  server = null;
});

async function serve(settings: Parameters<typeof startLocalModelServer>[0]): Promise<LocalModelServer> {
  server = await startLocalModelServer(settings);
  return server;
}

/** Asks an endpoint that gives this answer. */
async function askFor(
  answer: ScriptedAnswer,
  { timeoutSeconds = 5, signal = new AbortController().signal } = {},
) {
  const { url } = await serve({ reply: () => answer });
  return createOpenaiClient(aModel({ endpoint: url, timeoutSeconds }), { apiKey: null }).ask(request, {
    signal,
  });
}

async function failureOf(asking: Promise<unknown>): Promise<ModelCallError> {
  const error = await asking.then(
    () => new Error("expected a failure"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ModelCallError)) throw error;
  return error;
}

describe("a good answer", () => {
  it("comes back raw, measured, with what the vendor says about it", async () => {
    const usage = { prompt_tokens: 20, completion_tokens: 7, prompt_cache_hit_tokens: 12 };
    const reply = await askFor({
      kind: "reply",
      text: '{"a": 1}',
      usage,
      finishReason: "length",
      latencyMs: 60,
    });
    expect(reply).toEqual({
      text: '{"a": 1}',
      finishReason: "length",
      servedModel: "a-model-served",
      usage: { inputTokens: 20, cachedInputTokens: 12, outputTokens: 7 },
      latencyMs: expect.any(Number),
      reportedCostUsd: null,
    });
    expect(reply.latencyMs).toBeGreaterThanOrEqual(59);
    expect(reply.latencyMs).toBeLessThan(3000);
  });

  it("is kept, with no text, when it holds no choice: it was paid for", async () => {
    expect(await askFor({ kind: "empty-choices" })).toMatchObject({ text: "", usage: { outputTokens: 50 } });
    expect(await askFor({ kind: "reply", text: null })).toMatchObject({ text: "" });
  });
});

describe("what is sent", () => {
  it("is the request, byte for byte, with the key and no other identity", async () => {
    vi.stubEnv("OPENAI_ORG_ID", "org-secret");
    vi.stubEnv("OPENAI_PROJECT_ID", "project-secret");
    vi.stubEnv("OPENAI_CUSTOM_HEADERS", "X-Secret: custom-secret");
    vi.stubEnv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1");
    const { url, requests } = await serve({ key: KEY });
    const client = createOpenaiClient(aModel({ endpoint: url, keyVariable: "A_KEY" }), {
      apiKey: `${KEY}\n`,
    });
    await client.ask(request, { signal: new AbortController().signal });

    const sent = requests[0]?.request;
    const { parameters, model, messages } = request;
    expect(sent?.body).toEqual({ ...parameters, model, messages, stream: false });
    expect(sent?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(JSON.stringify(sent?.headers)).not.toMatch(/secret|stainless/i);
  });

  it("has no Authorization header where the model wants no key, whatever the environment holds", async () => {
    vi.stubEnv("OPENAI_API_KEY", "sk-from-the-environment");
    const { url, requests } = await serve({});
    await createOpenaiClient(aModel({ endpoint: url }), { apiKey: null }).ask(request, {
      signal: new AbortController().signal,
    });
    expect(requests[0]?.request?.headers).not.toHaveProperty("authorization");
  });
});

describe("a failure", () => {
  it.each<{ answer: ScriptedAnswer; code: string; httpStatus: number | null; retryAfterMs?: number }>([
    { answer: statusAnswer(400), code: "rejected", httpStatus: 400 },
    { answer: statusAnswer(402), code: "unauthorized", httpStatus: 402 },
    { answer: statusAnswer(403), code: "unauthorized", httpStatus: 403 },
    { answer: statusAnswer(404), code: "rejected", httpStatus: 404 },
    { answer: statusAnswer(408), code: "timeout", httpStatus: 408 },
    { answer: statusAnswer(409), code: "server", httpStatus: 409 },
    { answer: statusAnswer(422), code: "rejected", httpStatus: 422 },
    {
      answer: statusAnswer(429, { "retry-after": "3" }),
      code: "rate-limited",
      httpStatus: 429,
      retryAfterMs: 3000,
    },
    {
      answer: statusAnswer(429, { "retry-after-ms": "40" }),
      code: "rate-limited",
      httpStatus: 429,
      retryAfterMs: 40,
    },
    {
      answer: {
        kind: "status",
        status: 429,
        body: { error: { message: "pay", code: "insufficient_quota" } },
      },
      code: "unauthorized",
      httpStatus: 429,
    },
    { answer: statusAnswer(307, { location: "/elsewhere" }), code: "rejected", httpStatus: 307 },
    { answer: statusAnswer(500), code: "server", httpStatus: 500 },
    { answer: statusAnswer(503), code: "server", httpStatus: 503 },
    { answer: statusAnswer(529), code: "server", httpStatus: 529 },
    { answer: { kind: "html" }, code: "malformed", httpStatus: null },
    { answer: { kind: "invalid-json" }, code: "malformed", httpStatus: null },
    { answer: { kind: "truncated" }, code: "network", httpStatus: null },
  ])(
    "$answer.kind $answer.status is $code, after one attempt",
    async ({ answer, code, httpStatus, retryAfterMs }) => {
      const error = await failureOf(askFor(answer));
      expect(error).toMatchObject({ code, httpStatus, retryAfterMs: retryAfterMs ?? null, attempts: 1 });
      expect(error.message).toMatch(/^a-model: .*http:\/\/127\.0\.0\.1/);
      expect(server?.requests).toHaveLength(1);
    },
  );

  it("says that a silent endpoint gave no answer in time", async () => {
    const error = await failureOf(askFor({ kind: "silent" }, { timeoutSeconds: 0.1 }));
    expect(error).toMatchObject({
      code: "timeout",
      message: expect.stringMatching(/no answer .* in 0\.1 s$/),
    });
  });

  it("says that nothing listens there", async () => {
    const { url, stop } = await startLocalModelServer();
    await stop();
    const client = createOpenaiClient(aModel({ endpoint: url }), { apiKey: null });
    const error = await failureOf(client.ask(request, { signal: new AbortController().signal }));
    expect(error.code).toBe("network");
    expect(error.message).toBe(`a-model: no answer from ${url}: nothing listens there (ECONNREFUSED)`);
  });

  it("is an interruption when the user stopped it, before or during the call", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    const during = await failureOf(askFor({ kind: "silent" }, { signal: controller.signal }));
    expect(during.code).toBe("interrupted");
    await server?.stop();
    const before = await failureOf(askFor(goodReply("x"), { signal: AbortSignal.abort() }));
    expect(before.code).toBe("interrupted");
    expect(server?.requests).toHaveLength(0);
  });
});

describe("the key", () => {
  it("is named by its variable when it is refused, and appears nowhere, even when the server echoes it", async () => {
    const { url } = await serve({ key: "another" });
    const client = createOpenaiClient(aModel({ id: "m", endpoint: url, keyVariable: "A_KEY" }), {
      apiKey: KEY,
    });
    const error = await failureOf(client.ask(request, { signal: new AbortController().signal }));
    expect(error.message).toBe(`m: 401 from ${url}: the key in A_KEY was refused`);
    expect(error.code).toBe("unauthorized");
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(KEY.slice(0, 8));
  });

  it("is redacted from other errors too", async () => {
    const body = { error: { message: `bad header Authorization: Bearer ${KEY} and ***${KEY.slice(-7)}` } };
    const { url } = await serve({ reply: () => ({ kind: "status", status: 400, body }) });
    const client = createOpenaiClient(aModel({ endpoint: url, keyVariable: "A_KEY" }), { apiKey: KEY });
    const error = await failureOf(client.ask(request, { signal: new AbortController().signal }));
    expect(error.message).toContain("Bearer [key] and ***[key]");
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain("567890");
  });

  it.each([
    { apiKey: null, problem: "no key: set A_KEY" },
    { apiKey: " \n", problem: "no key: set A_KEY" },
    { apiKey: "ключ-секрет", problem: "the key in A_KEY has characters no key has" },
    { apiKey: "two words", problem: "the key in A_KEY has characters no key has" },
  ])("$apiKey fails before anything is sent", async ({ apiKey, problem }) => {
    const { url, requests } = await serve({});
    const client = createOpenaiClient(aModel({ endpoint: url, keyVariable: "A_KEY" }), { apiKey });
    const error = await failureOf(client.ask(request, { signal: new AbortController().signal }));
    expect(error).toMatchObject({ code: "unauthorized", message: `a-model: ${problem}` });
    expect(requests).toHaveLength(0);
  });

  it("stays out of messages when it stands in the endpoint", async () => {
    const { url } = await serve({ reply: () => statusAnswer(500) });
    const endpoint = `${url.replace("http://", "http://user:hunter22@")}?token=hunter22`;
    const client = createOpenaiClient(aModel({ endpoint }), { apiKey: null });
    const error = await failureOf(client.ask(request, { signal: new AbortController().signal }));
    expect(error.message).not.toContain("hunter22");
  });
});

it("leaves no listener behind on the run's signal", async () => {
  const { url } = await serve({});
  const client = createOpenaiClient(aModel({ endpoint: url }), { apiKey: null });
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, "addEventListener");
  const removed = vi.spyOn(signal, "removeEventListener");
  await Promise.all(Array.from({ length: 20 }, () => client.ask(request, { signal })));
  expect(added).toHaveBeenCalledTimes(20);
  expect(removed).toHaveBeenCalledTimes(20);
});
