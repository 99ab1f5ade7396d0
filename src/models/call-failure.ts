import type { OpenaiModel } from "../contracts/model.ts";
import { ModelCallError, type ModelCallErrorCode } from "../contracts/model-client.ts";
import { redactKey } from "./redact-key.ts";
import { retryAfterMs } from "./retry-after.ts";

const MAX_DETAIL_LENGTH = 300;

/** What an endpoint answered instead of a reply. */
export interface StatusFailure {
  readonly status: number;
  readonly headers: Headers;
  /** The vendor's words and machine code; null where it sent none. */
  readonly detail: string | null;
  readonly vendorCode: string | null;
}

/**
 * An answer with an error status as the error to throw. What a vendor says about a refused key is left
 * out, because it may quote the key; other words are redacted.
 */
export function statusError(
  model: OpenaiModel,
  failure: StatusFailure,
  { apiKey, nowMs }: { readonly apiKey: string | null; readonly nowMs: number },
): ModelCallError {
  const { status, headers, detail } = failure;
  const code = errorCodeOf(failure);
  const reason = code === "unauthorized" ? keyProblem(model, failure) : (detail ?? "no reason given");
  return new ModelCallError(
    redactKey(`${model.id}: ${status} from ${placeOf(model)}: ${shorten(reason)}`, apiKey),
    { code, httpStatus: status, retryAfterMs: retryAfterMs(headers, nowMs) },
  );
}

/** Any other failure, in the same words: "deepseek-chat: no connection to https://…: ECONNREFUSED". */
export function callError(model: OpenaiModel, code: ModelCallErrorCode, problem: string): ModelCallError {
  return new ModelCallError(`${model.id}: ${problem}`, { code });
}

/** The endpoint as messages show it: without the user name, password or query it may hold. */
export function placeOf({ endpoint }: OpenaiModel): string {
  const { origin, pathname } = new URL(endpoint);
  return `${origin}${pathname === "/" ? "" : pathname}`;
}

function errorCodeOf({ status, vendorCode }: StatusFailure): ModelCallErrorCode {
  if (isOutOfCredit(status, vendorCode)) return "unauthorized";
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 408) return "timeout";
  if (status === 429) return "rate-limited";
  if (status === 409 || status >= 500) return "server";
  return "rejected";
}

// An account without credit refuses every call, like a wrong key: DeepSeek says 402, OpenAI a 429 that no waiting cures.
function isOutOfCredit(status: number, vendorCode: string | null): boolean {
  return status === 402 || (status === 429 && vendorCode === "insufficient_quota");
}

function keyProblem({ keyVariable }: OpenaiModel, { status, vendorCode }: StatusFailure): string {
  if (isOutOfCredit(status, vendorCode)) {
    return keyVariable === null
      ? "the account has no credit left"
      : `the account of ${keyVariable} has no credit left`;
  }
  if (keyVariable === null) return "it wants a key, and the model names none (keyVariable)";
  return status === 401
    ? `the key in ${keyVariable} was refused`
    : `the key in ${keyVariable} may not do this (forbidden)`;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= MAX_DETAIL_LENGTH ? line : `${line.slice(0, MAX_DETAIL_LENGTH - 1)}…`;
}
