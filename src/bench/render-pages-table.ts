import { type Column, fitTables } from "../reports/fit-table.ts";
import { formatLatency, UNKNOWN } from "../reports/format-figures.ts";
import { coloursFor, type Terminal } from "../reports/terminal.ts";
import { quantile } from "../statistics/quantile.ts";
import type { Browsed } from "./browse-page.ts";
import type { PagesMeasured } from "./measure-pages.ts";

/** Each figure at each size, the median of its rounds with the least and the most, and by how much the last size has more. */
export function renderPagesTable(sizes: readonly PagesMeasured[], terminal: Terminal): string {
  const figures = [
    ...SERVED,
    ...pageFigures("served", servedPages),
    ...FILE,
    ...pageFigures("file", filePages),
  ];
  const column = (head: string, cells: readonly string[]): Column => ({ head, align: "right", cells });
  const tables = fitTables(
    {
      labels: { head: "Figure", align: "left", cells: figures.map(({ name }) => name) },
      groups: [
        {
          caption: "Trials",
          columns: sizes.map((size) =>
            column(
              size.trials.toLocaleString("en"),
              figures.map((figure) => withSpread(figure, size)),
            ),
          ),
        },
        {
          caption: "Growth",
          columns: [
            column(
              "Ratio",
              figures.map((figure) => growth(figure, sizes)),
            ),
          ],
        },
      ],
    },
    { width: terminal.width, colours: coloursFor(terminal) },
  );
  return `${tables.join("\n\n")}\n\n${LEGEND}\n`;
}

const LEGEND = `Median of the rounds (least to most). Each served round has a server and a browser profile of its own. Ratio: the last size
over the first: growth in step with the trials reads as the first line's.
first answer   the server's to the request for the run's rows, reading its trials; second: once they are read.
interactive    from navigation until the first line of the trial table is there and a typed word has been answered.
filter         from a word typed or a facet ticked to the painted frame with the new count. A frame is 17 ms.
scroll         the longest time between two painted frames while the table runs to its end in 150.
heap           what the page's script holds after a collection; the text of a file's document is not in it.`;

interface Figure {
  readonly name: string;
  readonly unit: "trials" | "ms" | "MB";
  /** One per round; empty where it is not known. */
  readonly of: (size: PagesMeasured) => readonly number[];
}

const SERVED: readonly Figure[] = [
  { name: "trials", unit: "trials", of: ({ trials }) => [trials] },
  {
    name: "served: first answer",
    unit: "ms",
    of: ({ served }) => served.map((round) => round.firstAnswerMs),
  },
  {
    name: "served: second answer",
    unit: "ms",
    of: ({ served }) => served.map((round) => round.secondAnswerMs),
  },
  {
    name: "served: size of the answer",
    unit: "MB",
    of: ({ served }) => served.map((round) => round.answerMb),
  },
  {
    name: "served: server's peak memory",
    unit: "MB",
    of: ({ served }) => served.flatMap(({ serverPeakMb }) => serverPeakMb ?? []),
  },
];

const FILE: readonly Figure[] = [
  { name: "file: time to write", unit: "ms", of: ({ file }) => [file.writeMs] },
  { name: "file: size", unit: "MB", of: ({ file }) => [file.sizeMb] },
];

type Pages = (size: PagesMeasured) => readonly Browsed[];

const servedPages: Pages = ({ served }) => served.map(({ page }) => page);
const filePages: Pages = ({ file }) => file.rounds;

function pageFigures(place: string, pages: Pages): Figure[] {
  const figure = (name: string, unit: Figure["unit"], of: (page: Browsed) => number): Figure => ({
    name: `${place}: ${name}`,
    unit,
    of: (size) => pages(size).map(of),
  });
  return [
    figure("interactive", "ms", ({ interactiveMs }) => interactiveMs),
    figure("filter, p50", "ms", ({ filterMs }) => quantile(filterMs, 0.5) ?? Number.NaN),
    figure("filter, p95", "ms", ({ filterMs }) => quantile(filterMs, 0.95) ?? Number.NaN),
    figure("scroll, longest frame", "ms", ({ longestFrameMs }) => longestFrameMs),
    figure("heap when loaded", "MB", ({ loadedHeapMb }) => loadedHeapMb),
    figure("heap after the filters", "MB", ({ filteredHeapMb }) => filteredHeapMb),
  ];
}

function withSpread({ unit, of }: Figure, size: PagesMeasured): string {
  const values = of(size);
  const show = FORMATS[unit];
  const median = show(quantile(values, 0.5));
  return values.length < 2
    ? median
    : `${median} (${show(Math.min(...values))} to ${show(Math.max(...values))})`;
}

const FORMATS: Readonly<Record<Figure["unit"], (value: number | null) => string>> = {
  trials: (count) => (count === null ? UNKNOWN : count.toLocaleString("en")),
  ms: formatLatency,
  MB: formatMegabytes,
};

function formatMegabytes(megabytes: number | null): string {
  return megabytes === null ? UNKNOWN : `${megabytes.toFixed(megabytes < 10 ? 1 : 0)} MB`;
}

function growth({ of }: Figure, sizes: readonly PagesMeasured[]): string {
  const [first, last] = [sizes.at(0), sizes.at(-1)].map((size) => size && quantile(of(size), 0.5));
  return first && last ? (last / first).toFixed(1) : UNKNOWN;
}
