import prettyMs from "pretty-ms";
import { formatMoney } from "../reports/format-figures.ts";
import type { CollectProgress } from "../runs/collect-replies.ts";
import type { CliContext } from "./context.ts";

const REDRAW_EVERY_MS = 200;
const LINE_EVERY_MS = 10_000;

/** Shows on standard error how far the calls are: one line written over on a terminal, a plain line now and then elsewhere. */
export function createProgress({ stderr, canRedraw, now }: Pick<CliContext, "stderr" | "canRedraw" | "now">) {
  const startedAt = now().getTime();
  let shownAt = startedAt;
  return {
    show(progress: CollectProgress): void {
      const time = now().getTime();
      const isLast = progress.recorded + progress.failed === progress.calls;
      if (!isLast && time - shownAt < (canRedraw ? REDRAW_EVERY_MS : LINE_EVERY_MS)) return;
      shownAt = time;
      const line = progressLine(progress, time - startedAt);
      stderr(canRedraw ? `\r\u001b[K${line}${isLast ? "\n" : ""}` : `${line}\n`);
    },
  };
}

/** "12 of 40 calls · 8 in flight · 1 failed · 14s · $0.0231 so far · about 33s left" */
function progressLine(
  { calls, recorded, failed, inFlight, spentUsd }: CollectProgress,
  elapsedMs: number,
): string {
  const done = recorded + failed;
  const leftMs = done === 0 ? null : (elapsedMs / done) * (calls - done);
  return [
    `${done} of ${calls} calls`,
    ...(inFlight > 0 ? [`${inFlight} under way`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    prettyMs(elapsedMs, { secondsDecimalDigits: 0 }),
    ...(spentUsd === null ? [] : [`${formatMoney(spentUsd)} so far`]),
    ...(leftMs === null || leftMs === 0
      ? []
      : [`about ${prettyMs(leftMs, { secondsDecimalDigits: 0 })} left`]),
  ].join(" · ");
}
