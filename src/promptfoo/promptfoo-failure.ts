import type { ProviderResponse } from "promptfoo";
import type { PromptfooModel } from "../contracts/model.ts";
import { ModelCallError, type ModelCallErrorCode } from "../contracts/model-client.ts";
import { redactKey } from "../models/redact-key.ts";
import { retryAfterMs } from "../models/retry-after.ts";

const MAX_DETAIL_LENGTH = 300;

/** What must never be quoted, and the name to give instead. */
export interface Secret {
  readonly apiKey: string | null;
  readonly keyVariable: string | null;
}

/** The failure a response tells of, as the error to throw; null for an answer. */
export function failureIn(
  { error, metadata }: ProviderResponse,
  model: PromptfooModel,
  secret: Secret,
): ModelCallError | null {
  if (error === undefined) return null;
  const headers = metadata?.http?.headers;
  const told = metadata?.http?.status;
  return fromText(error, model, secret, {
    status: told === undefined || told < 400 ? statusIn(error) : told,
    retryAfterMs: headers === undefined ? null : retryAfterMs(new Headers(headers), Date.now()),
  });
}

/** Anything a provider threw instead of answering, such as "API key is not set". */
export function thrownFailure(error: unknown, model: PromptfooModel, secret: Secret): ModelCallError {
  if (error instanceof ModelCallError) return error;
  const text = error instanceof Error ? error.message : String(error);
  return fromText(text, model, secret, { status: statusIn(text), retryAfterMs: null });
}

export function callFailure(
  model: PromptfooModel,
  code: ModelCallErrorCode,
  problem: string,
  details: { httpStatus?: number | null; retryAfterMs?: number | null } = {},
): ModelCallError {
  return new ModelCallError(`${model.id}: ${problem}`, { code, ...details });
}

function fromText(
  text: string,
  model: PromptfooModel,
  { apiKey, keyVariable }: Secret,
  { status, retryAfterMs }: { status: number | null; retryAfterMs: number | null },
): ModelCallError {
  const code = codeOf(status, text);
  // What a vendor says about a refused key may quote the key.
  const reason =
    code === "unauthorized" ? `${keyVariable ?? "its key"} is missing, refused or out of credit` : text;
  const problem = `${status ?? "no answer"} from ${model.promptfooId}: ${shorten(redactKey(reason, apiKey))}`;
  return callFailure(model, code, problem, { httpStatus: status, retryAfterMs });
}

/** Providers word an HTTP status in their own ways: "API error: 401 Unauthorized", "bad key, status 401". */
function statusIn(text: string): number | null {
  const found = /\b(?:status(?: code)?|error|HTTP)\b[:\s]*([45]\d\d)\b/i.exec(text);
  return found === null ? null : Number(found[1]);
}

function codeOf(status: number | null, text: string): ModelCallErrorCode {
  if (status === null) return codeWithoutStatus(text);
  if (status === 401 || status === 403 || status === 402) return "unauthorized";
  if (status === 429) return /insufficient_quota/.test(text) ? "unauthorized" : "rate-limited";
  if (status === 408) return "timeout";
  return status === 409 || status >= 500 ? "server" : "rejected";
}

/** Nothing came over the wire, or nothing was sent: the words are all there is. */
function codeWithoutStatus(text: string): ModelCallErrorCode {
  if (/api[ _]?key (?:is )?(?:not set|missing|required)|credentials/i.test(text)) return "unauthorized";
  if (/timed? ?out|timeout/i.test(text)) return "timeout";
  if (/rate limit/i.test(text)) return "rate-limited";
  if (/unexpected token|not valid JSON|parsing response|malformed/i.test(text)) return "malformed";
  if (/ECONN|ENOTFOUND|EAI_AGAIN|fetch failed|network|socket|connection error|terminated/i.test(text))
    return "network";
  return "rejected";
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= MAX_DETAIL_LENGTH ? line : `${line.slice(0, MAX_DETAIL_LENGTH - 1)}…`;
}
