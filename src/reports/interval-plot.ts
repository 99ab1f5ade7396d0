import type { MetricComparison } from "../contracts/comparison.ts";

const CELLS = 21;
const MIDDLE = (CELLS - 1) / 2;
/** The axis reaches this many tolerances to either side. */
const TOLERANCES = 3;

/**
 * An effect as one line: `├` `●` `┤` for the interval and its mean, `│` for no change, `┊` for the tolerated loss. Gains lie
 * to the right whatever the metric; what lies beyond three tolerances is cut, with `◂` or `▸` at that end.
 *
 * @returns 21 columns; blank where there is no effect.
 */
export function intervalPlot({ effect, unit, higherIsBetter, tolerance }: MetricComparison): string {
  if (effect === null) return " ".repeat(CELLS);
  const additive = (value: number) => (unit === "ratio" ? Math.log(value) : value);
  const direction = higherIsBetter ? 1 : -1;
  const margin = unit === "ratio" ? Math.log(tolerance) : tolerance;
  const ends = [additive(effect.low) * direction, additive(effect.high) * direction].sort((a, b) => a - b);
  const reach = TOLERANCES * (margin > 0 ? margin : Math.max(...ends.map(Math.abs), Number.MIN_VALUE));
  const place = (value: number) => Math.round(MIDDLE + (MIDDLE * value) / reach);

  const cells = new Array<string>(CELLS).fill(" ");
  const put = (at: number, mark: string) => {
    cells[Math.min(CELLS - 1, Math.max(0, at))] = at < 0 ? "◂" : at >= CELLS ? "▸" : mark;
  };
  put(MIDDLE, "│");
  if (margin > 0) put(place(-margin), "┊");
  const [low, high] = ends.map(place) as [number, number]; // two ends, two places
  for (let at = Math.max(0, low + 1); at < Math.min(CELLS, high); at += 1) cells[at] = "─";
  if (low !== high) {
    put(low, "├");
    put(high, "┤");
  }
  put(place(additive(effect.mean) * direction), "●");
  return cells.join("");
}
