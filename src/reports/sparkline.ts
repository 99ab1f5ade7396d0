const BARS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const UNKNOWN_BAR = "·";
const BREAK = "┊";

export interface SparkPoint {
  /** Null where it is not known. */
  readonly value: number | null;
  /** Points of different groups do not compare, and a mark stands between them. */
  readonly group: string;
}

/** A row of bars on a fixed scale from 0 to `top`: a small change looks small. */
export function sparkline(points: readonly SparkPoint[], { top }: { top: number }): string {
  return points
    .map(({ value, group }, index) => {
      const previous = points[index - 1];
      const mark = previous !== undefined && previous.group !== group ? BREAK : "";
      return `${mark}${value === null ? UNKNOWN_BAR : barOf(value / top)}`;
    })
    .join("");
}

function barOf(share: number): string {
  const index = Math.floor(Math.min(1, Math.max(0, share)) * BARS.length);
  return BARS[Math.min(index, BARS.length - 1)] ?? UNKNOWN_BAR;
}
