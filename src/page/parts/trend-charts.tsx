import type { HistoryEntry } from "../../contracts/history.ts";
import { formatHeadline, formatLatency, formatMoney, formatPercent } from "../../reports/format-figures.ts";
import { TrendChart } from "./trend-chart.tsx";

const FIGURES = [
  { title: "Headline", field: "headline", format: formatHeadline },
  { title: "Share passed", field: "passRate", format: formatPercent },
  { title: "Cost of a run", field: "costUsd", format: formatMoney },
  { title: "Latency p50", field: "latencyP50Ms", format: formatLatency },
] as const;

/** Headline, passes, cost and latency over the runs of one suite, a line per prompt × model × language; none of what is 0 or unknown throughout. */
export function TrendCharts({ entries }: { entries: readonly HistoryEntry[] }) {
  const runs = [...new Map(entries.map((entry) => [entry.runId, entry.startedAt]))];
  if (runs.length < 2) return <p class="note">A trend takes two finished runs of a suite.</p>;
  const series = [...Map.groupBy(entries, seriesOf)];
  return (
    <div class="charts">
      {FIGURES.filter(({ field }) => entries.some((entry) => entry[field])).map(
        ({ title, field, format }) => (
          <TrendChart
            key={title}
            title={title}
            format={format}
            instants={runs.map(([, startedAt]) => startedAt)}
            series={series.map(([name, own]) => ({
              name,
              values: runs.map(([runId]) => own.find((entry) => entry.runId === runId)?.[field] ?? null),
            }))}
          />
        ),
      )}
    </div>
  );
}

function seriesOf({ promptId, modelId, language }: HistoryEntry): string {
  return `${promptId} · ${modelId} · ${language}`;
}
