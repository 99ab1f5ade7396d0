import type { HistoryEntry, Regression } from "../../contracts/history.ts";
import { formatHeadline, formatLatency, formatMoney, formatPercent } from "../../reports/format-figures.ts";
import { formatLevel } from "../../reports/format-metric.ts";
import { visible } from "../../reports/printable.ts";
import { href } from "../use-route.ts";
import { ProvenanceBadges } from "./badge.tsx";

/** One prompt × model × language of a run, and what got worse since the run it is compared with. */
export function HistoryLine({ entry }: { entry: HistoryEntry }) {
  return (
    <tr>
      <th scope="row">{visible(entry.promptId)}</th>
      <td class="nowrap">{visible(entry.modelId)}</td>
      <td>{entry.language}</td>
      <td class="number">{formatPercent(entry.passRate)}</td>
      <td class="number">{formatHeadline(entry.headline)}</td>
      <td class="number">{entry.gateFailures}</td>
      <td class="number">{formatLatency(entry.latencyP50Ms)}</td>
      <td class="number">{formatMoney(entry.costUsd)}</td>
      <td>
        <ProvenanceBadges counts={entry.provenance} />
      </td>
      <td>
        <Change entry={entry} />
      </td>
    </tr>
  );
}

function Change({ entry: { runId, promptId, comparedWith, regressions } }: { entry: HistoryEntry }) {
  if (comparedWith === null) return <span class="quiet-text">nothing to compare with</span>;
  const names = { baseline: `${comparedWith}@${promptId}`, candidate: `${runId}@${promptId}` };
  return (
    <a
      class={regressions.length === 0 ? undefined : "bad-text"}
      href={href({ page: "compare", names, cell: null })}
    >
      {regressions.length === 0 ? "nothing got worse" : regressions.map(told).join(", ")}
    </a>
  );
}

function told({ metric, before, after }: Regression): string {
  return `▼ ${metric} ${formatLevel(metric, before)} → ${formatLevel(metric, after)}`;
}
