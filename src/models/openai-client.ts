import OpenAI, { APIConnectionError, APIError } from "openai";
import type { OpenaiModel } from "../contracts/model.ts";
import {
  ModelCallError,
  type ModelClient,
  type ModelReply,
  type ModelRequest,
} from "../contracts/model-client.ts";
import { callError, placeOf, statusError } from "./call-failure.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import { createHttpFetch, type Fetch } from "./http-fetch.ts";
import { parseCompletion } from "./parse-completion.ts";

export interface OpenaiClientOptions {
  /** Null for an endpoint that wants none. */
  readonly apiKey: string | null;
  readonly fetch?: Fetch;
}

// The SDK also sends what it finds in OPENAI_CUSTOM_HEADERS, OPENAI_ORG_ID and OPENAI_PROJECT_ID, to any endpoint.
const SENT_HEADERS = ["accept", "authorization", "content-type", "user-agent"];

/**
 * One attempt at a time over HTTP at an endpoint that speaks OpenAI's chat completions. No retries and no
 * queue: `paceClient` adds both.
 *
 * Latency is measured round the SDK's call: from handing it the request to having the last byte of the
 * body. The SDK's own share is a fraction of a millisecond.
 */
export function createOpenaiClient(model: OpenaiModel, options: OpenaiClientOptions): ModelClient {
  const trimmedKey = options.apiKey?.trim() ?? "";
  const apiKey = trimmedKey === "" ? null : trimmedKey;
  const sdk = createSdk(model, { ...options, apiKey });

  return {
    async ask(request, { signal }) {
      refuseUnusableKey(model, apiKey);
      const deadline = startDeadline(signal, model.timeoutSeconds * 1000);
      try {
        const startedAt = performance.now();
        const body = await fetchBody(sdk, request, deadline.signal);
        return replyFrom(body, model, performance.now() - startedAt);
      } catch (error) {
        throw asModelCallError(error, { model, apiKey, signal, deadline });
      } finally {
        deadline.stop();
      }
    },
  };
}

/** Fails what the endpoint could only refuse, before anything is sent. */
function refuseUnusableKey(model: OpenaiModel, apiKey: string | null): void {
  if (model.keyVariable === null) return;
  if (apiKey === null || apiKey === "")
    throw callError(model, "unauthorized", `no key: set ${model.keyVariable}`);
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw callError(model, "unauthorized", `the key in ${model.keyVariable} has characters no key has`);
  }
}

function createSdk(model: OpenaiModel, { apiKey, fetch = createHttpFetch() }: OpenaiClientOptions): OpenAI {
  const sendOnlyOurHeaders: Fetch = (url, init) => {
    const all = new Headers(init?.headers);
    const headers = new Headers();
    for (const name of SENT_HEADERS) {
      const value = all.get(name);
      if (value !== null && (name !== "authorization" || apiKey !== null)) headers.set(name, value);
    }
    return fetch(url, { ...init, headers });
  };
  return new OpenAI({
    baseURL: model.endpoint,
    apiKey: apiKey ?? "none", // the SDK insists on one; without a key the header is not sent
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: "off",
    maxRetries: 0,
    timeout: Math.ceil(model.timeoutSeconds * 1000) + 1000, // ours comes first, and covers the body too
    fetch: sendOnlyOurHeaders,
  });
}

async function fetchBody(sdk: OpenAI, request: ModelRequest, signal: AbortSignal): Promise<string> {
  const response = await sdk.chat.completions
    .create(
      { ...request.parameters, model: request.model, messages: request.messages, stream: false },
      { signal },
    )
    .asResponse();
  return response.text();
}

function replyFrom(body: string, model: OpenaiModel, latencyMs: number): ModelReply {
  const parsed = parseCompletion(body);
  if (!parsed.ok) throw callError(model, "malformed", `${parsed.problem} (from ${placeOf(model)})`);
  return { ...parsed.reply, latencyMs };
}

interface FailureContext {
  readonly model: OpenaiModel;
  readonly apiKey: string | null;
  readonly signal: AbortSignal;
  readonly deadline: Deadline;
}

/** Errors are rebuilt without their cause: the SDK's own hold headers and bodies, where a key may be quoted. */
function asModelCallError(error: unknown, { model, apiKey, signal, deadline }: FailureContext): unknown {
  if (error instanceof ModelCallError) return error;
  if (signal.aborted) return callError(model, "interrupted", "stopped before it answered");
  if (deadline.isOver()) {
    return callError(model, "timeout", `no answer from ${placeOf(model)} in ${model.timeoutSeconds} s`);
  }
  if (error instanceof APIError && error.status !== undefined && error.headers !== undefined) {
    const { status, headers, code } = error;
    const detail = error.message.replace(/^\d{3} /, "");
    return statusError(
      model,
      { status, headers, detail, vendorCode: code ?? null },
      { apiKey, nowMs: Date.now() },
    );
  }
  if (error instanceof APIConnectionError) {
    return callError(model, "network", `no answer from ${placeOf(model)}: ${wireProblem(error)}`);
  }
  return error;
}

/** The innermost system code: "ECONNREFUSED". Messages are left out, as they may quote what was sent. */
function wireProblem(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string") return WIRE_PROBLEMS[cause.code] ?? cause.code;
  }
  return "the connection failed";
}

const WIRE_PROBLEMS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there (ECONNREFUSED)",
  ENOTFOUND: "no such host (ENOTFOUND)",
  ECONNRESET: "the connection broke half-way (ECONNRESET)",
};
