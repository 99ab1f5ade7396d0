/**
 * How many calls may be in flight at one model, learnt from its refusals (429). Pure: one value in, the
 * next one out.
 *
 * A refusal at a level that never worked takes 30 % off, so a burst at ten times the capacity settles in
 * a few round trips. A level that has carried a full round of replies is proven: the refusal then came
 * from the step above it and costs that step only. Upwards it goes one at a time, each round while
 * recovering, every tenth round once a refused step has shown where the ceiling is.
 */
export interface AdaptiveLimit {
  /** Calls allowed in flight, 1 to `max`. */
  readonly inFlight: number;
  /** The configured concurrency, never passed. */
  readonly max: number;
  /** Replies since `inFlight` last changed. */
  readonly replies: number;
  /** The highest level that carried a full round of replies and was not refused since; null: none yet. */
  readonly proven: number | null;
  readonly knowsCeiling: boolean;
}

const SHRINK = 0.7;
const ROUNDS_BETWEEN_PROBES = 10;

export function startLimit(max: number): AdaptiveLimit {
  return { inFlight: max, max, replies: 0, proven: null, knowsCeiling: false };
}

/**
 * A reply arrived. `waiting` calls are queued: a step up is only taken while as many rounds are left as it
 * took to earn, because a refused call has to sit out its wait and would become the last of the run.
 */
export function afterReply(limit: AdaptiveLimit, { waiting }: { readonly waiting: number }): AdaptiveLimit {
  const { inFlight, max } = limit;
  const replies = limit.replies + 1;
  const proven = replies >= inFlight ? inFlight : limit.proven;
  const rounds = limit.knowsCeiling ? ROUNDS_BETWEEN_PROBES : 1;
  const stepsUp = inFlight < max && Math.min(replies, waiting) >= rounds * inFlight;
  if (!stepsUp) return { ...limit, replies, proven };
  return { ...limit, inFlight: inFlight + 1, replies: 0, proven };
}

/** A call was refused that had been sent since the limit was last lowered; earlier ones tell nothing new. */
export function afterRefusal(limit: AdaptiveLimit): AdaptiveLimit {
  const { inFlight, proven } = limit;
  const isOneStepTooFar = proven !== null && proven >= inFlight - 1;
  const lowered = isOneStepTooFar ? inFlight - 1 : Math.floor(inFlight * SHRINK);
  return {
    ...limit,
    inFlight: Math.max(1, lowered),
    replies: 0,
    proven: null,
    knowsCeiling: isOneStepTooFar,
  };
}
