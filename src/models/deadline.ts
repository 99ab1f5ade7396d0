export interface Deadline {
  readonly signal: AbortSignal;
  readonly isOver: () => boolean;
  /** Must be called when the work is done: frees the timer and the listener. */
  stop(): void;
}

/**
 * A signal that aborts with `parent` or after `timeoutMs`. By hand because `AbortSignal.any` keeps memory
 * for each derived signal as long as its parent lives, and a run's signal outlives thousands of calls.
 */
export function startDeadline(parent: AbortSignal, timeoutMs: number): Deadline {
  const controller = new AbortController();
  let isOver = false;
  const abort = () => controller.abort(parent.reason);
  const timer = setTimeout(() => {
    isOver = true;
    controller.abort();
  }, timeoutMs);
  parent.addEventListener("abort", abort, { once: true });
  if (parent.aborted) abort();
  return {
    signal: controller.signal,
    isOver: () => isOver,
    stop: () => {
      clearTimeout(timer);
      parent.removeEventListener("abort", abort);
    },
  };
}
