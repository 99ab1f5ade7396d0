import type { ModelCallError } from "../contracts/model-client.ts";
import { RATE_LIMIT_RETRIES } from "./endpoint-health.ts";

/** What one call has been through. */
export interface CallHistory {
  /** Attempts sent. */
  readonly attempts: number;
  /** Failures that count against `maxRetries`. */
  readonly failures: number;
  readonly malformed: number;
  /** Refusals (429) in a row during which the model answered nobody. */
  readonly refusals: number;
}

export const NO_HISTORY: CallHistory = { attempts: 0, failures: 0, malformed: 0, refusals: 0 };

const FIRST_BACKOFF_MS = 500;
const LONGEST_WAIT_MS = 60_000;

/**
 * The history after one more failure. A refusal while the model answered others is only our own burst and
 * counts for nothing, so no call is lost to it; as every such retry needs another call's reply, it ends.
 */
export function addFailure(
  history: CallHistory,
  error: ModelCallError,
  { modelReplied }: { readonly modelReplied: boolean },
): CallHistory {
  const next = { ...history, attempts: history.attempts + 1 };
  if (error.code === "rate-limited") return { ...next, refusals: modelReplied ? 1 : history.refusals + 1 };
  if (error.code === "malformed") next.malformed += 1;
  return { ...next, failures: history.failures + 1, refusals: 0 };
}

/** May the call be sent again after this failure, which is already in its history? */
export function mayRetry(error: ModelCallError, history: CallHistory, maxRetries: number): boolean {
  switch (error.code) {
    case "rate-limited":
      return history.refusals <= RATE_LIMIT_RETRIES;
    case "timeout":
    case "server":
    case "network":
      return history.failures <= maxRetries;
    case "malformed":
      return history.malformed <= 1 && history.failures <= maxRetries;
    case "unauthorized":
    case "rejected":
    case "interrupted":
      return false;
  }
}

/**
 * How long to wait after the n-th failure, in milliseconds: what the endpoint asked for (a minute at most)
 * plus exponential backoff with full jitter, so that calls refused together do not return together.
 * `random` gives 0 to 1.
 */
export function retryDelayMs(
  failures: number,
  { retryAfterMs, random }: { readonly retryAfterMs: number | null; readonly random: () => number },
): number {
  const asked = Math.min(retryAfterMs ?? 0, LONGEST_WAIT_MS);
  const backoff = Math.min(FIRST_BACKOFF_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
  return asked + random() * backoff;
}
