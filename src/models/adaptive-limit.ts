/**
 * How many calls may be in flight at one model, learnt from its refusals (429). Pure: one value in, the
 * next one out.
 *
 * A refusal at a level that never worked takes 30 % off, so a burst at ten times the capacity settles in
 * a few round trips. A level that has carried a full round of replies is proven: the refusal then came
 * from the step above it and costs that step only. Upwards it goes one at a time: each round while
 * recovering, and ever more rarely once refused steps have shown where the ceiling is.
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
  /** Full rounds of replies before the next step up. */
  readonly roundsToStep: number;
}

const SHRINK = 0.7;
const ROUNDS_AFTER_REFUSED_STEP = 10;
const MOST_ROUNDS = 80;

export function startLimit(max: number): AdaptiveLimit {
  return { inFlight: max, max, replies: 0, proven: null, roundsToStep: 1 };
}

/** A reply arrived. `waiting` calls are queued: with less than a round of them, a step up gains nothing. */
export function afterReply(limit: AdaptiveLimit, { waiting }: { readonly waiting: number }): AdaptiveLimit {
  const { inFlight, max, roundsToStep } = limit;
  const replies = limit.replies + 1;
  const proven = replies >= inFlight ? inFlight : limit.proven;
  const stepsUp = inFlight < max && replies >= roundsToStep * inFlight && waiting >= inFlight;
  if (!stepsUp) return { ...limit, replies, proven };
  return { ...limit, inFlight: inFlight + 1, replies: 0, proven };
}

/** A call was refused that had been sent since the limit was last lowered; earlier ones tell nothing new. */
export function afterRefusal(limit: AdaptiveLimit): AdaptiveLimit {
  const { inFlight, max, proven, roundsToStep } = limit;
  const isOneStepTooFar = proven !== null && proven >= inFlight - 1;
  if (!isOneStepTooFar) {
    return { ...startLimit(max), inFlight: Math.max(1, Math.floor(inFlight * SHRINK)) };
  }
  return {
    max,
    inFlight: Math.max(1, inFlight - 1),
    replies: 0,
    proven: null,
    roundsToStep: Math.min(MOST_ROUNDS, Math.max(ROUNDS_AFTER_REFUSED_STEP, roundsToStep * 2)),
  };
}
