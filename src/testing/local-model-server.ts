import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import type { ModelRequest } from "../contracts/model-client.ts";
import { stableHash } from "../shared/stable-hash.ts";

/** A chat completion request as it came over the wire. */
export interface ServedRequest {
  readonly body: { readonly model: string; readonly messages: ModelRequest["messages"] } & Readonly<
    Record<string, unknown>
  >;
  readonly headers: Readonly<Record<string, string>>;
  /** SHA-256 of the body: equal requests are equal purchases. */
  readonly hash: string;
  /** How often this very body came before, answered or not. */
  readonly timesSeen: number;
}

/** One scripted answer. `usage`, `finishReason` and `servedModel` default to what a good vendor says. */
export type ScriptedAnswer =
  | {
      readonly kind: "reply";
      readonly text: string | null;
      readonly refusal?: string;
      readonly usage?: Readonly<Record<string, unknown>> | null;
      readonly finishReason?: string;
      readonly latencyMs?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: "empty-choices" }
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: "html" }
  | { readonly kind: "invalid-json" }
  /** The full length is promised, half the body is sent, the socket is destroyed. */
  | { readonly kind: "truncated" }
  /** Never answers. */
  | { readonly kind: "silent" };

export interface LocalModelServer {
  /** The base URL, to be used as a model's endpoint. */
  readonly url: string;
  /** Every request in order of arrival, with the status it was answered with; bodies only where they are kept. */
  readonly requests: readonly LoggedRequest[];
  /** Replies sold per request hash: a 2 is a reply bought twice. */
  readonly completionsByHash: ReadonlyMap<string, number>;
  /** Most requests being answered at one moment, refused ones not counted. */
  readonly peakInFlight: () => number;
  stop(): Promise<void>;
}

export interface LoggedRequest {
  readonly hash: string;
  readonly status: number;
  readonly request: ServedRequest | null;
}

interface Settings {
  readonly reply?: (request: ServedRequest) => ScriptedAnswer | Promise<ScriptedAnswer>;
  /** How long every good reply takes unless it says otherwise. */
  readonly latencyMs?: number;
  /** Beyond this many in flight: 429. */
  readonly maxInFlight?: number;
  readonly retryAfterSeconds?: number;
  /** Any other bearer token: 401 that echoes it, as some vendors do. */
  readonly key?: string;
  /** False for long runs, where the bodies would fill the memory. */
  readonly keepBodies?: boolean;
  readonly port?: number;
}

/** An OpenAI-compatible chat completions endpoint on 127.0.0.1 that answers as scripted, over real HTTP. */
export async function startLocalModelServer(settings: Settings = {}): Promise<LocalModelServer> {
  const { reply = () => goodReply("{}"), latencyMs = 0, keepBodies = true } = settings;
  const { maxInFlight = Number.POSITIVE_INFINITY, retryAfterSeconds = 1 } = settings;
  const requests: LoggedRequest[] = [];
  const seenByHash = new Map<string, number>();
  const completionsByHash = new Map<string, number>();
  let inFlight = 0;
  let peak = 0;

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.post("/v1/chat/completions", async (context) => {
    const served = await readRequest(context, seenByHash);
    const log = (status: number) =>
      requests.push({ hash: served.hash, status, request: keepBodies ? served : null });

    if (settings.key !== undefined && served.headers.authorization !== `Bearer ${settings.key}`) {
      log(401);
      return context.json(wrongKeyBody(served.headers.authorization), 401);
    }
    if (inFlight >= maxInFlight) {
      log(429);
      const body = { error: { message: "Too many requests in flight", code: "rate_limit_exceeded" } };
      return context.json(body, 429, { "retry-after": String(retryAfterSeconds) });
    }

    inFlight += 1;
    peak = Math.max(peak, inFlight);
    try {
      const answer = await reply(served);
      const waitMs = answer.kind === "reply" ? (answer.latencyMs ?? latencyMs) : 0;
      if (waitMs > 0) await sleep(waitMs);
      if (isSold(answer)) completionsByHash.set(served.hash, (completionsByHash.get(served.hash) ?? 0) + 1);
      log(answer.kind === "status" ? answer.status : 200);
      return await send(context, served, answer);
    } finally {
      inFlight -= 1;
    }
  });

  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((listening) => {
    server.listen(settings.port ?? 0, "127.0.0.1", listening);
  });
  // A TCP server's address is an object; only pipes have a string.
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    completionsByHash,
    peakInFlight: () => peak,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

/** A complete, well-formed reply. */
export function goodReply(text: string): ScriptedAnswer {
  return { kind: "reply", text };
}

/** A failure with a status, with or without `Retry-After`. */
export function statusAnswer(status: number, headers: Record<string, string> = {}): ScriptedAnswer {
  return { kind: "status", status, headers, body: { error: { message: `scripted ${status}` } } };
}

async function readRequest(
  context: Context<{ Bindings: HttpBindings }>,
  seenByHash: Map<string, number>,
): Promise<ServedRequest> {
  // Only our own client talks to this server; a body of another shape should fail the test loudly.
  const body = (await context.req.json()) as ServedRequest["body"];
  const hash = stableHash(body);
  const timesSeen = seenByHash.get(hash) ?? 0;
  seenByHash.set(hash, timesSeen + 1);
  return { body, headers: context.req.header(), hash, timesSeen };
}

function isSold({ kind }: ScriptedAnswer): boolean {
  return kind === "reply" || kind === "empty-choices";
}

async function send(
  context: Context<{ Bindings: HttpBindings }>,
  { body: { model } }: ServedRequest,
  answer: ScriptedAnswer,
): Promise<Response> {
  switch (answer.kind) {
    case "reply":
      return jsonResponse(completion(model, answer), 200, answer.headers);
    case "empty-choices":
      return jsonResponse({ ...completion(model, { kind: "reply", text: "" }), choices: [] }, 200);
    case "status":
      return jsonResponse(answer.body ?? {}, answer.status, answer.headers);
    case "html":
      return context.html("<html><body><h1>502 Bad Gateway</h1></body></html>");
    case "invalid-json":
      return new Response('{"id": "cut off by a proxy', { headers: { "content-type": "application/json" } });
    case "truncated":
      return sendHalf(context, JSON.stringify(completion(model, { kind: "reply", text: "x".repeat(4000) })));
    case "silent":
      await new Promise((closed) => context.env.outgoing.on("close", closed));
      return RESPONSE_ALREADY_SENT;
  }
}

function completion(model: string, answer: Extract<ScriptedAnswer, { kind: "reply" }>) {
  const { text, refusal = null, finishReason = "stop" } = answer;
  const usage = { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150 };
  return {
    id: "chatcmpl-local",
    object: "chat.completion",
    created: 0,
    model: `${model}-served`,
    choices: [
      { index: 0, message: { role: "assistant", content: text, refusal }, finish_reason: finishReason },
    ],
    ...(answer.usage === null ? {} : { usage: answer.usage ?? usage }),
  };
}

function jsonResponse(body: unknown, status: number, headers: Readonly<Record<string, string>> = {}) {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

function sendHalf({ env: { outgoing } }: Context<{ Bindings: HttpBindings }>, body: string): Response {
  outgoing.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  outgoing.write(body.slice(0, body.length / 2), () => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}

function wrongKeyBody(authorization: string | undefined) {
  const key = authorization?.replace("Bearer ", "") ?? "";
  return { error: { message: `Incorrect API key provided: ${key}.`, code: "invalid_api_key" } };
}
