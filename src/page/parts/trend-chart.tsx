import { UNKNOWN } from "../../reports/format-figures.ts";
import { axis, useChart } from "./use-chart.ts";

const HEIGHT = 190;
const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3]];

export interface TrendChartProps {
  readonly title: string;
  /** When each run began, oldest first. */
  readonly instants: readonly string[];
  /** Null where a run has no such figure. */
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  readonly format: (value: number) => string;
}

/** One figure over runs, a line per series. Runs stand side by side, whatever time lies between them. */
export function TrendChart({ title, instants, series, format }: TrendChartProps) {
  const chart = useChart(
    ({ width, colours }) => ({
      options: {
        width,
        height: HEIGHT,
        scales: { x: { time: false, range: (_, low, high) => [low - 0.3, high + 0.3] } },
        axes: [
          { ...axis(colours, (at) => dayOf(instants[at])), splits: () => splitsOf(instants.length, width) },
          { ...axis(colours, format), size: 64 },
        ],
        series: [
          { label: "run", value: (_, at) => (at === null ? UNKNOWN : dayOf(instants[at])) },
          ...series.map(({ name }, index) => ({
            label: name,
            stroke: colours.series[index % colours.series.length] ?? colours.ink,
            width: 2,
            dash: DASHES[Math.floor(index / colours.series.length + index) % DASHES.length] ?? [],
            points: { show: true, size: 6 },
            spanGaps: true,
            value: (_: unknown, value: number | null) => (value === null ? UNKNOWN : format(value)),
          })),
        ],
        legend: { live: true },
      },
      data: [instants.map((_, at) => at), ...series.map(({ values }) => [...values])],
    }),
    JSON.stringify([title, instants, series]),
  );
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <div
        ref={chart}
        role="img"
        aria-label={`${title} over ${instants.length} runs; the table below has the figures`}
      />
    </figure>
  );
}

function dayOf(instant: string | undefined): string {
  return instant?.slice("2026-".length, "2026-11-24T17:06".length).replace("T", " ") ?? "";
}

/** As many marks as fit without touching. */
function splitsOf(count: number, width: number): number[] {
  const every = Math.max(1, Math.ceil((count * 90) / Math.max(width, 1)));
  return Array.from({ length: Math.ceil(count / every) }, (_, index) => index * every);
}
