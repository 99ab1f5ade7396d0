import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { PromptfooModel } from "../contracts/model.ts";
import type { ModelRequest } from "../contracts/model-client.ts";
import { aModel } from "../testing/builders.ts";
import {
  goodReply,
  type ScriptedAnswer,
  startLocalModelServer,
  statusAnswer,
} from "../testing/local-model-server.ts";
import { createPromptfooClient } from "./promptfoo-client.ts";

const KEY = "sk-test-0123456789";
const never = new AbortController().signal;

let stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(stops.map((stop) => stop()));
  stops = [];
});

function promptfooModel(promptfooId: string, changes: Partial<PromptfooModel> = {}): PromptfooModel {
  const { endpoint: _endpoint, model: _model, output: _output, ...common } = aModel();
  return { ...common, api: "promptfoo", promptfooId, config: {}, keyVariable: "TEST_KEY", ...changes };
}

function aRequest(model: string, parameters: ModelRequest["parameters"]): ModelRequest {
  const messages = [
    { role: "system" as const, content: "Triage." },
    { role: "user" as const, content: "pods {{ env.PATH }} fail" },
  ];
  return { provider: "test", model, parameters, messages, repeat: 0 };
}

/** Asks `openai:chat:m` at a server that gives these answers in turn. */
async function askOpenai(
  answers: ScriptedAnswer[],
  { changes = {}, signal = never }: { changes?: Partial<PromptfooModel>; signal?: AbortSignal } = {},
) {
  let next = 0;
  const server = await startLocalModelServer({ reply: () => answers[next++] ?? goodReply("none left") });
  stops.push(server.stop);
  const model = promptfooModel("openai:chat:m", changes);
  const client = createPromptfooClient(model, { apiKey: KEY });
  const request = aRequest("openai:chat:m", { apiBaseUrl: server.url, temperature: 0, max_tokens: 321 });
  const outcome = await client.ask(request, { signal }).catch((error: unknown) => error);
  return { outcome, server };
}

/** A server that answers as Anthropic's messages API does, or with a status. */
async function serveAnthropic(status = 200, delayMs = 0) {
  const bodies: unknown[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += String(chunk);
    });
    request.on("end", () => {
      bodies.push(JSON.parse(text));
      const body =
        status === 200
          ? {
              id: "msg_1",
              type: "message",
              role: "assistant",
              model: "claude-served",
              content: [{ type: "text", text: '{"severity": "SEV1"}' }],
              stop_reason: "end_turn",
              usage: {
                input_tokens: 11,
                output_tokens: 7,
                cache_read_input_tokens: 3,
                cache_creation_input_tokens: 2,
              },
            }
          : { type: "error", error: { type: "some_error", message: `bad ${KEY}` } };
      setTimeout(() => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(body));
      }, delayMs);
    });
  });
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  stops.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
}

async function askAnthropic(
  status: number,
  { delayMs = 0, changes = {} }: { delayMs?: number; changes?: Partial<PromptfooModel> } = {},
) {
  const server = await serveAnthropic(status, delayMs);
  const id = "anthropic:messages:claude-x";
  const client = createPromptfooClient(promptfooModel(id, changes), { apiKey: KEY });
  const outcome = await client
    .ask(aRequest(id, { apiBaseUrl: server.url, max_tokens: 100 }), { signal: never })
    .catch((error: unknown) => error);
  return { outcome, bodies: server.bodies };
}

describe("an OpenAI-compatible endpoint through promptfoo", { timeout: 60_000 }, () => {
  it("gives the text, the usage with what was cached, and the latency we measured; sends our messages as they are", async () => {
    const usage = {
      prompt_tokens: 12,
      completion_tokens: 5,
      total_tokens: 17,
      prompt_tokens_details: { cached_tokens: 4 },
    };
    const { outcome, server } = await askOpenai([{ kind: "reply", text: "hello", usage, latencyMs: 50 }]);
    expect(outcome).toMatchObject({
      text: "hello",
      finishReason: "stop",
      servedModel: null,
      usage: { inputTokens: 12, cachedInputTokens: 4, outputTokens: 5 },
      reportedCostUsd: null,
    });
    expect((outcome as { latencyMs: number }).latencyMs).toBeGreaterThan(45);
    expect(server.requests[0]?.request?.body).toMatchObject({
      model: "m",
      max_tokens: 321,
      messages: [{ content: "Triage." }, { content: "pods {{ env.PATH }} fail" }],
    });
  });

  it("makes JSON that promptfoo has parsed a text again", async () => {
    const { outcome } = await askOpenai([goodReply('{ "severity": "SEV1" }')]);
    const { text } = outcome as { text: string };
    expect(JSON.parse(text)).toEqual({ severity: "SEV1" });
  });

  it("knows no usage where none was told", async () => {
    const { outcome } = await askOpenai([{ kind: "reply", text: "hello", usage: null }]);
    expect(outcome).toMatchObject({ text: "hello", usage: null });
  });

  it.each([
    { status: 400, code: "rejected" },
    { status: 401, code: "unauthorized" },
    { status: 403, code: "unauthorized" },
    { status: 404, code: "rejected" },
    { status: 429, code: "rate-limited" },
    { status: 500, code: "server" },
    { status: 503, code: "server" },
  ])("calls a $status $code, after one attempt", async ({ status, code }) => {
    const { outcome, server } = await askOpenai([statusAnswer(status, { "retry-after": "0" })]);
    expect(outcome).toMatchObject({ name: "ModelCallError", code, httpStatus: status });
    expect(server.requests).toHaveLength(1);
  });

  it("never quotes the key", async () => {
    const body = { error: { message: `Incorrect API key provided: ${KEY}` } };
    const { outcome } = await askOpenai([{ kind: "status", status: 400, body }]);
    expect(outcome).toMatchObject({ code: "rejected" });
    expect(String(outcome)).not.toContain("0123456789");
  });

  it("calls a page that is no JSON malformed", async () => {
    const { outcome } = await askOpenai([{ kind: "html" }]);
    expect(outcome).toMatchObject({ name: "ModelCallError", code: "malformed" });
  });

  it("waits no longer than the model's timeout", async () => {
    const { outcome } = await askOpenai([{ kind: "silent" }], { changes: { timeoutSeconds: 0.3 } });
    expect(outcome).toMatchObject({ code: "timeout" });
  });

  it("stops when it is told to", async () => {
    const { outcome } = await askOpenai([{ kind: "silent" }], { signal: AbortSignal.timeout(200) });
    expect(outcome).toMatchObject({ code: "interrupted" });
  });

  it("calls a dead endpoint a network failure", async () => {
    const client = createPromptfooClient(promptfooModel("openai:chat:m"), { apiKey: KEY });
    const request = aRequest("openai:chat:m", { apiBaseUrl: "http://127.0.0.1:9/v1" });
    await expect(client.ask(request, { signal: never })).rejects.toMatchObject({
      code: "network",
      httpStatus: null,
    });
  });

  it("rejects an id that promptfoo does not know", async () => {
    const client = createPromptfooClient(promptfooModel("no-such-vendor:m"), { apiKey: KEY });
    await expect(client.ask(aRequest("no-such-vendor:m", {}), { signal: never })).rejects.toMatchObject({
      code: "rejected",
    });
  });
});

describe("Anthropic through promptfoo", { timeout: 60_000 }, () => {
  it("gives the text and the usage", async () => {
    const { outcome, bodies } = await askAnthropic(200);
    const { text, ...reply } = outcome as { text: string };
    expect(JSON.parse(text)).toEqual({ severity: "SEV1" });
    expect(reply).toMatchObject({
      finishReason: expect.any(String),
      usage: { inputTokens: 16, cachedInputTokens: 3, outputTokens: 7 },
    });
    expect(bodies).toMatchObject([{ model: "claude-x", max_tokens: 100 }]);
  });

  it.each([
    { status: 400, code: "rejected" },
    { status: 401, code: "unauthorized" },
  ])("reads a $status out of the words it is told in", async ({ status, code }) => {
    const { outcome } = await askAnthropic(status);
    expect(outcome).toMatchObject({ code, httpStatus: status });
    expect(String(outcome)).not.toContain("0123456789");
  });

  it("times out although the provider does not", async () => {
    const { outcome } = await askAnthropic(200, { delayMs: 3000, changes: { timeoutSeconds: 0.3 } });
    expect(outcome).toMatchObject({ code: "timeout" });
  });
});
