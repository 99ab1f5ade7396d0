import { setTimeout as sleepFor } from "node:timers/promises";
import PQueue from "p-queue";
import {
  ModelCallError,
  type ModelClient,
  type ModelReply,
  type ModelRequest,
} from "../contracts/model-client.ts";
import { type AdaptiveLimit, afterRefusal, afterReply, startLimit } from "./adaptive-limit.ts";
import { afterEndpointFailure, afterEndpointReply, type EndpointHealth, HEALTHY } from "./endpoint-health.ts";
import { addFailure, type CallHistory, mayRetry, NO_HISTORY, retryDelayMs } from "./retry-policy.ts";

export interface Pace {
  /** Calls in flight at once, at most; less while the model refuses (429). */
  readonly concurrency: number;
  /** Attempts started in any 60 seconds, at most; null: no limit of ours. */
  readonly requestsPerMinute: number | null;
  /** Attempts after the first, for failures that may pass. Refusals (429) have their own bound. */
  readonly maxRetries: number;
  /** Resolves after `ms`, rejects when the signal aborts. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** 0 to 1, for jitter. */
  readonly random?: () => number;
}

export interface PacedClient extends ModelClient {
  /** Calls not yet sent fail as "interrupted", at once; those in flight are left to finish, as they may be paid for. */
  stop(): void;
  /** For progress lines and tests. */
  state(): { readonly sent: number; readonly inFlightLimit: number; readonly waiting: number };
}

/**
 * One model's calls, paced: each attempt takes a place in the queue, the wait between two attempts does
 * not. Adapts to refusals, retries what may pass, and stops sending to an endpoint that refuses
 * everything. Errors carry the attempts made, 0 for a call that was never sent.
 */
export function paceClient(client: ModelClient, pace: Pace): PacedClient {
  const { maxRetries, random = Math.random, sleep = defaultSleep } = pace;
  const queue = new PQueue({
    concurrency: pace.concurrency,
    ...(pace.requestsPerMinute === null
      ? {}
      : { interval: 60_000, intervalCap: pace.requestsPerMinute, strict: true }),
  });
  const waits = new Set<AbortController>();
  let limit: AdaptiveLimit = startLimit(pace.concurrency);
  let health: EndpointHealth = HEALTHY;
  let sent = 0;
  let replies = 0;
  /** Counts the times the limit was lowered, to tell which refusals were already answered by that. */
  let lowerings = 0;
  let callsUnderWay = 0;

  async function ask(request: ModelRequest, { signal }: { signal: AbortSignal }): Promise<ModelReply> {
    callsUnderWay += 1;
    try {
      return await askUntilAnswered(request, signal);
    } finally {
      callsUnderWay -= 1;
      if (callsUnderWay === 0) endWaits(); // a held queue with nobody in it must not keep the process alive
    }
  }

  async function askUntilAnswered(request: ModelRequest, signal: AbortSignal): Promise<ModelReply> {
    let history = NO_HISTORY;
    let repliesBefore = replies;
    for (;;) {
      const outcome = await enqueueAttempt(request, signal, history);
      if (outcome.ok) return outcome.reply;

      history = addFailure(history, outcome.error, { modelReplied: replies > repliesBefore });
      repliesBefore = replies;
      if (health.state === "given-up" || !mayRetry(outcome.error, history, maxRetries)) {
        throw withAttempts(outcome.error, history.attempts);
      }
      const failures = Math.max(history.failures, history.refusals);
      await wait(retryDelayMs(failures, { retryAfterMs: outcome.error.retryAfterMs, random }), signal);
    }
  }

  async function enqueueAttempt(request: ModelRequest, signal: AbortSignal, { attempts }: CallHistory) {
    refuseIfOver(signal, attempts);
    try {
      // Calls that already waited go first, or the last ones would start all over at the end of the run.
      return await queue.add(() => attempt(request, signal, attempts), { signal, priority: attempts });
    } catch (error) {
      // The queue drops its calls when the signal aborts or the endpoint is given up.
      refuseIfOver(signal, attempts);
      throw error;
    }
  }

  async function attempt(request: ModelRequest, signal: AbortSignal, attempts: number): Promise<Outcome> {
    refuseIfOver(signal, attempts);
    const wasProbe = health.state === "probing";
    const loweringsBefore = lowerings;
    sent += 1;
    try {
      const reply = await client.ask(request, { signal });
      noteReply();
      return { ok: true, reply };
    } catch (error) {
      if (!(error instanceof ModelCallError)) throw error;
      noteFailure(error, { signal, wasProbe, isCurrent: lowerings === loweringsBefore });
      return { ok: false, error };
    }
  }

  function noteReply(): void {
    replies += 1;
    health = afterEndpointReply(health);
    limit = afterReply(limit, { waiting: queue.size });
    applyPace();
  }

  function noteFailure(error: ModelCallError, sentWith: Sent): void {
    const { signal, wasProbe, isCurrent } = sentWith;
    const isRefusal = error.code === "rate-limited" && isCurrent;
    const isRefusedAlone = isRefusal && limit.inFlight === 1;
    if (isRefusal) {
      limit = afterRefusal(limit);
      lowerings += 1;
    }
    const before = health;
    health = afterEndpointFailure(health, { error, wasProbe, isRefusedAlone, maxRetries });
    if (health.state === "probing" && health !== before) {
      holdQueue(retryDelayMs(health.failedProbes, { retryAfterMs: error.retryAfterMs, random }), signal);
    }
    applyPace();
  }

  /** Nothing is started for a while. The queue starts again by itself, or as soon as a reply arrives. */
  function holdQueue(ms: number, signal: AbortSignal): void {
    queue.pause();
    const held = health;
    void wait(ms, signal).then(() => {
      if (health === held) queue.start();
    });
  }

  function applyPace(): void {
    if (health.state === "given-up") {
      dropWaiting();
      return;
    }
    queue.concurrency = health.state === "probing" ? 1 : limit.inFlight;
    if (health.state === "well" && queue.isPaused) queue.start();
  }

  function dropWaiting(): void {
    queue.clear();
    endWaits();
  }

  function endWaits(): void {
    for (const controller of waits) controller.abort();
  }

  function refuseIfOver(signal: AbortSignal, attempts: number): void {
    if (signal.aborted)
      throw new ModelCallError("stopped before it was answered", { code: "interrupted", attempts });
    if (health.state === "given-up") throw withAttempts(health.reason, attempts);
  }

  /** Ends early when the signal aborts or the endpoint is given up: what comes next looks at both. */
  async function wait(ms: number, signal: AbortSignal): Promise<void> {
    const controller = new AbortController();
    const abort = () => controller.abort();
    waits.add(controller);
    signal.addEventListener("abort", abort, { once: true });
    try {
      await sleep(ms, controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    } finally {
      waits.delete(controller);
      signal.removeEventListener("abort", abort);
    }
  }

  return {
    ask,
    stop() {
      const reason = new ModelCallError("stopped before it was sent", { code: "interrupted" });
      if (health.state !== "given-up") health = { state: "given-up", reason };
      dropWaiting();
    },
    state: () => ({ sent, inFlightLimit: limit.inFlight, waiting: queue.size }),
  };
}

type Outcome =
  | { readonly ok: true; readonly reply: ModelReply }
  | { readonly ok: false; readonly error: ModelCallError };

/** The circumstances an attempt was sent in. */
interface Sent {
  readonly signal: AbortSignal;
  readonly wasProbe: boolean;
  /** The limit has not been lowered since. */
  readonly isCurrent: boolean;
}

function defaultSleep(ms: number, signal: AbortSignal): Promise<void> {
  return sleepFor(ms, undefined, { signal });
}

function withAttempts(error: ModelCallError, attempts: number): ModelCallError {
  const { code, httpStatus, retryAfterMs } = error;
  const suffix = attempts > 1 ? ` (after ${attempts} attempts)` : "";
  return new ModelCallError(`${error.message}${suffix}`, { code, httpStatus, retryAfterMs, attempts });
}
