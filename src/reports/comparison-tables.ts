import stringWidth from "string-width";
import type {
  Comparison,
  ComparisonSlice,
  ComparisonVerdict,
  MetricComparison,
  Parity,
} from "../contracts/comparison.ts";
import { type Column, fitTables } from "./fit-table.ts";
import { UNKNOWN } from "./format-figures.ts";
import { formatDifference, formatEffect, formatLevel, formatReason, formatSize } from "./format-metric.ts";
import { intervalPlot } from "./interval-plot.ts";
import { printableLine } from "./printable.ts";
import type { Colours } from "./terminal.ts";
import { inTone, type Tone } from "./tone.ts";

interface Page {
  readonly width: number;
  readonly colours: Colours;
}

const VERDICT_TONE: Readonly<Record<ComparisonVerdict, Tone>> = {
  better: "good",
  "not-worse": "good",
  worse: "bad",
  inconclusive: "warning",
};

/** A metric's name as people read it: "root-cause", "latency p95". */
export function metricLabel(metric: string): string {
  return printableLine(metric.replace(/^score:/, ""));
}

/** One line per metric: both levels, the difference with its interval, where that lies, and the verdict. */
export function metricTables({ metrics, baseline, candidate }: Comparison, page: Page): string[] {
  return tablesOf(metrics, {
    caption: "Metrics",
    label: ({ metric }) => metricLabel(metric),
    heads: { baseline: headOf(baseline.label, "before"), candidate: headOf(candidate.label, "after") },
    page,
  });
}

const LONGEST_HEAD = 16;

/** A run's id is wider than all of its figures; the line above the table has both in full. */
function headOf(label: string, otherwise: string): string {
  const head = printableLine(label);
  return stringWidth(head) <= LONGEST_HEAD ? head : otherwise;
}

/** The metrics of each part of the matrix, without a plot: described, not tested as one family. */
export function sliceTables(slices: readonly ComparisonSlice[], page: Page): string[] {
  const rows = slices.flatMap(({ by, name, scenarios, metrics }) =>
    metrics.map((metric) => ({ ...metric, by, name: printableLine(name), scenarios })),
  );
  const column = columnsFrom(rows);
  return fitTables(
    {
      labels: column("part", ({ by, name, metric }) => `${by} ${name} · ${metricLabel(metric)}`, "left"),
      groups: [
        {
          caption: "By part",
          columns: [
            column("scenarios", ({ scenarios }) => String(scenarios)),
            column("before", ({ metric, baseline }) => formatLevel(metric, baseline)),
            column("after", ({ metric, candidate }) => formatLevel(metric, candidate)),
            column("difference", ({ unit, effect }) => formatEffect(unit, effect)),
            column("verdict", (metric) => verdictCell(metric, page.colours), "left"),
          ],
        },
      ],
    },
    page,
  );
}

/** Chinese minus English on each side, and how the gap moved. */
export function parityTables(parity: readonly Parity[], page: Page): string[] {
  const column = columnsFrom(parity);
  return fitTables(
    {
      labels: column("zh − en", ({ metric }) => metricLabel(metric), "left"),
      groups: [
        {
          caption: "Chinese against English",
          columns: [
            column("scenarios", ({ scenarios }) => String(scenarios)),
            column("gap before", ({ unit, baselineGap }) => formatDifference(unit, baselineGap)),
            column("gap after", ({ unit, candidateGap }) => formatDifference(unit, candidateGap)),
            column("moved", ({ unit, change }) => formatEffect(unit, change)),
          ],
        },
      ],
    },
    page,
  );
}

function tablesOf(
  metrics: readonly MetricComparison[],
  table: {
    caption: string;
    label: (metric: MetricComparison) => string;
    heads: { baseline: string; candidate: string };
    page: Page;
  },
): string[] {
  const column = columnsFrom(metrics);
  const { caption, label, heads, page } = table;
  const columns = [
    column(heads.baseline, ({ metric, baseline }) => formatLevel(metric, baseline)),
    column(heads.candidate, ({ metric, candidate }) => formatLevel(metric, candidate)),
    column("difference", ({ unit, effect }) => formatEffect(unit, effect)),
    column("verdict", (metric) => verdictCell(metric, page.colours), "left"),
    // The marks of the plot stand in its head too: ┊ the tolerated loss, │ no change.
    column("loss   ┊  │      gain", intervalPlot, "left"),
    column("limit", ({ unit, tolerance }) => formatSize(unit, tolerance)),
  ];
  return fitTables({ labels: column("", label, "left"), groups: [{ caption, columns }] }, page);
}

/** What neither side measured has no verdict to show. */
function verdictCell({ verdict, cells }: MetricComparison, colours: Colours): string {
  return cells === 0 ? UNKNOWN : inTone(verdict, VERDICT_TONE[verdict], colours);
}

/** Why each open metric is open, and what would decide it. */
export function openReasons({ metrics }: Comparison): { readonly label: string; readonly reason: string }[] {
  return metrics
    .filter(({ verdict, cells }) => verdict === "inconclusive" && cells > 0)
    .map((metric) => ({ label: metricLabel(metric.metric), reason: formatReason(metric) }));
}

function columnsFrom<Row>(rows: readonly Row[]) {
  return (head: string, cell: (row: Row) => string, align: Column["align"] = "right"): Column => ({
    head,
    align,
    cells: rows.map(cell),
  });
}
