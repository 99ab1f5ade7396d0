import type { HistoryEntry, Regression } from "../contracts/history.ts";
import { type Column, fitTables } from "./fit-table.ts";
import {
  formatHeadline,
  formatInstant,
  formatLatency,
  formatMoney,
  formatPercent,
  UNKNOWN,
} from "./format-figures.ts";
import type { HistoryView } from "./history-view.ts";
import { printableLine } from "./printable.ts";
import { provenanceCell, provenanceLines } from "./provenance-lines.ts";
import { csvLine } from "./run-csv.ts";
import { sparkline } from "./sparkline.ts";
import { type Colours, coloursFor, type Terminal } from "./terminal.ts";
import { wrapProse } from "./wrap-prose.ts";

interface Page {
  readonly width: number;
  readonly colours: Colours;
}

/** A part per suite × prompt × model × language: its headline as a line of bars, then its runs, oldest first. */
export function renderHistory({ entries }: HistoryView, terminal: Terminal): string {
  const page: Page = { width: terminal.width, colours: coloursFor(terminal) };
  const series = [...Map.groupBy(entries, seriesLabel)];
  const parts = series.map(([label, own]) => [
    ...wrapProse(`${page.colours.bold(label)}  ${trendOf(own)}`, page),
    ...seriesTable(own, page),
  ]);
  const hasBreak = series.some(([, own]) => new Set(own.map(({ grading }) => grading)).size > 1);
  const legend = [
    ...provenanceLines(
      entries.map(({ provenance }) => provenance),
      page,
    ),
    ...(hasBreak
      ? wrapProse(
          "┊: scenarios, scorers, weights or judge changed here; what stands on either side does not compare",
          page,
        )
      : []),
    ...wrapProse(
      "Regressions are against the last run graded alike, by more than each metric tolerates; one run's noise is in them. `npm run compare` tests them.",
      page,
    ),
  ];
  return `${[...parts, legend].map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function seriesLabel({ suiteId, promptId, modelId, language }: HistoryEntry): string {
  return [suiteId, promptId, modelId, language].map(printableLine).join(" · ");
}

function trendOf(entries: readonly HistoryEntry[]): string {
  const bars = sparkline(
    entries.map(({ headline, grading }) => ({ value: headline, group: grading })),
    { top: 100 },
  );
  // From where to where only among runs that compare with the last one.
  const alike = entries.filter(({ grading }) => grading === entries.at(-1)?.grading);
  const [first, last] = [alike[0], alike.at(-1)].map((entry) => formatHeadline(entry?.headline ?? null));
  return alike.length < 2 ? `${bars} ${last}` : `${bars} ${first} → ${last}`;
}

function seriesTable(entries: readonly HistoryEntry[], page: Page): string[] {
  const column = (
    head: string,
    cell: (entry: HistoryEntry) => string,
    align: Column["align"] = "right",
  ): Column => ({ head, align, cells: entries.map(cell) });
  return fitTables(
    {
      labels: column("run of (UTC)", ({ startedAt }) => startOf(startedAt), "left"),
      groups: [
        {
          caption: "Runs",
          columns: [
            column("replies", ({ provenance }) => provenanceCell(provenance, page.colours), "left"),
            column("trials", ({ graded, planned }) => `${graded}/${planned}`),
            column("head-\nline", ({ headline }) => formatHeadline(headline)),
            column("pass", ({ passRate }) => formatPercent(passRate)),
            column("gate\nfail", ({ gateFailures }) => String(gateFailures)),
            column("p50", ({ latencyP50Ms }) => formatLatency(latencyP50Ms)),
            column("cost", ({ costUsd }) => formatMoney(costUsd)),
            column("regressions", (entry) => regressionCell(entry, page.colours), "left"),
          ],
        },
      ],
    },
    page,
  );
}

/** As the run's id says it, which is too wide for a table: "2026-06-02 14:02:00". */
function startOf(startedAt: string): string {
  return formatInstant(startedAt).replace(" UTC", "");
}

/** Unknown where no earlier run compares: that is not the same as none. */
function regressionCell({ comparedWith, regressions }: HistoryEntry, { red }: Colours): string {
  if (comparedWith === null) return UNKNOWN;
  return regressions.length === 0 ? "none" : regressions.map((one) => red(regressionText(one))).join("\n");
}

function regressionText({ metric, before, after }: Regression): string {
  const unit = metric === "gate-failures" ? " a trial" : "";
  return `${metric} ${FIGURE[metric](before)} → ${FIGURE[metric](after)}${unit}`;
}

const FIGURE: Readonly<Record<Regression["metric"], (value: number) => string>> = {
  headline: formatHeadline,
  pass: formatPercent,
  "gate-failures": (perTrial) => perTrial.toFixed(2),
  latency: formatLatency,
  cost: formatMoney,
};

export function renderHistoryJson({ entries, passedOver }: HistoryView): string {
  return `${JSON.stringify({ schemaVersion: 1, entries, passedOver }, null, 2)}\n`;
}

const CSV_HEADER = [
  ...["run_id", "started_at", "suite", "prompt_id", "model_id", "language", "planned", "graded"],
  ...["headline", "pass_rate", "gate_failures", "latency_p50_ms", "cost_usd"],
  ...["live_trials", "imported_trials", "authored_trials", "simulated_trials"],
  ...["grading", "compared_with", "regressions"],
];

/** One line per entry. Unknown is an empty cell; equal `grading` means that figures compare. */
export function renderHistoryCsv({ entries }: HistoryView): string {
  const rows = entries.map((entry) => [
    ...[entry.runId, entry.startedAt, entry.suiteId, entry.promptId, entry.modelId, entry.language],
    ...[entry.planned, entry.graded, entry.headline, entry.passRate, entry.gateFailures],
    ...[entry.latencyP50Ms, entry.costUsd],
    ...[entry.provenance.live ?? 0, entry.provenance.imported ?? 0],
    ...[entry.provenance.authored ?? 0, entry.provenance.simulated ?? 0],
    ...[entry.grading, entry.comparedWith, entry.regressions.map(({ metric }) => metric).join(" ")],
  ]);
  return [CSV_HEADER, ...rows].map(csvLine).join("");
}
