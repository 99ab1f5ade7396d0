import type { MetricComparison } from "../contracts/comparison.ts";
import { placeInterval } from "./place-interval.ts";

const CELLS = 21;
const MIDDLE = (CELLS - 1) / 2;

/**
 * An effect as one line: `├` `●` `┤` for the interval and its mean, `│` for no change, `┊` for the tolerated loss. Gains lie
 * to the right whatever the metric; what lies beyond three tolerances is cut, with `◂` or `▸` at that end.
 *
 * @returns 21 columns; blank where there is no effect.
 */
export function intervalPlot(metric: MetricComparison): string {
  const placed = placeInterval(metric);
  const cells = new Array<string>(CELLS).fill(" ");
  if (placed === null) return cells.join("");
  const put = (at: number, mark: string) => {
    cells[Math.min(CELLS - 1, Math.max(0, at))] = at < 0 ? "◂" : at >= CELLS ? "▸" : mark;
  };
  put(MIDDLE, "│");
  if (placed.margin !== null) put(cellAt(placed.margin), "┊");
  const [low, high] = [cellAt(placed.low), cellAt(placed.high)];
  for (let at = Math.max(0, low + 1); at < Math.min(CELLS, high); at += 1) cells[at] = "─";
  if (low !== high) {
    put(low, "├");
    put(high, "┤");
  }
  put(cellAt(placed.mean), "●");
  return cells.join("");
}

/** May lie beyond the cells there are. */
function cellAt(position: number): number {
  return Math.round(MIDDLE + MIDDLE * position);
}
