import type { ModelCallError } from "../contracts/model-client.ts";

/**
 * Is it worth sending anything to this endpoint at all? A circuit breaker, pure: one value in, the next
 * one out.
 *
 * - `well`: calls go out as the limit allows.
 * - `probing`: it failed again and again with no reply in between; one call at a time, after growing pauses.
 * - `given-up`: it will refuse everything; `reason` is why, and no call is sent any more.
 */
export type EndpointHealth =
  | { readonly state: "well"; readonly failuresInARow: number; readonly hasReplied: boolean }
  | { readonly state: "probing"; readonly failedProbes: number; readonly hasReplied: boolean }
  | { readonly state: "given-up"; readonly reason: ModelCallError };

export const HEALTHY: EndpointHealth = { state: "well", failuresInARow: 0, hasReplied: false };

/** More than a few unlucky calls in a row, far fewer than a run. */
const FAILURES_BEFORE_PROBING = 10;

/** With pauses up to a minute these outlast a vendor's one-minute window several times. */
export const RATE_LIMIT_RETRIES = 12;

export interface FailedAttempt {
  readonly error: ModelCallError;
  /** It was sent while probing; anything sent earlier tells nothing new by then. */
  readonly wasProbe: boolean;
  /** A refusal (429) with nothing else in flight: the model takes no call at all right now. */
  readonly isRefusedAlone: boolean;
  readonly maxRetries: number;
}

export function afterEndpointReply(health: EndpointHealth): EndpointHealth {
  return health.state === "given-up" ? health : { state: "well", failuresInARow: 0, hasReplied: true };
}

export function afterEndpointFailure(health: EndpointHealth, attempt: FailedAttempt): EndpointHealth {
  const { error, wasProbe, isRefusedAlone, maxRetries } = attempt;
  if (health.state === "given-up" || error.code === "interrupted") return health;
  if (refusesEverything(error, health.hasReplied)) return { state: "given-up", reason: error };
  // It answered, and judged this one request: the endpoint is well.
  if (error.code === "rejected" || error.code === "unauthorized") {
    return { state: "well", failuresInARow: 0, hasReplied: health.hasReplied };
  }

  if (health.state === "probing") {
    if (!wasProbe) return health;
    const failedProbes = health.failedProbes + 1;
    const allowed = error.code === "rate-limited" ? RATE_LIMIT_RETRIES : maxRetries;
    return failedProbes > allowed ? { state: "given-up", reason: error } : { ...health, failedProbes };
  }

  // Refusals while others are being answered are the limit's business, not a sign of ill health.
  if (error.code === "rate-limited") {
    return isRefusedAlone ? { state: "probing", failedProbes: 1, hasReplied: health.hasReplied } : health;
  }
  const failuresInARow = health.failuresInARow + 1;
  return failuresInARow >= FAILURES_BEFORE_PROBING
    ? { state: "probing", failedProbes: 1, hasReplied: health.hasReplied }
    : { ...health, failuresInARow };
}

/**
 * A wrong key or an empty account fails every call alike. So do a forbidden key and a wrong path or model
 * name, as long as nothing ever worked: afterwards 403 and 404 are about one request.
 */
function refusesEverything({ code, httpStatus }: ModelCallError, hasReplied: boolean): boolean {
  if (code === "unauthorized" && httpStatus !== 403) return true;
  return !hasReplied && (httpStatus === 403 || httpStatus === 404);
}
