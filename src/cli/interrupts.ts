import type { CliContext } from "./context.ts";

/**
 * Ctrl-C in two steps. The first stops new calls and lets those in flight arrive, because they are paid
 * for; the second breaks them off.
 */
export function watchInterrupts({ onInterrupt, stderr }: Pick<CliContext, "onInterrupt" | "stderr">) {
  const stop = new AbortController();
  const abort = new AbortController();
  onInterrupt(() => {
    if (stop.signal.aborted) abort.abort();
    else
      stderr(
        "\nStopping: waiting for the calls in flight, which are paid for. Ctrl-C again breaks them off.\n",
      );
    stop.abort();
  });
  return { stop: stop.signal, abort: abort.signal };
}
