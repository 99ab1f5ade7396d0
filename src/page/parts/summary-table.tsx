import { formatHeadline, formatLatency, formatMoney, formatPercent } from "../../reports/format-figures.ts";
import { visible } from "../../reports/printable.ts";
import type { RowSummary } from "../../review/summarise-rows.ts";
import { ProvenanceBadges } from "./badge.tsx";
import { ColumnHeads } from "./column-heads.tsx";
import { Scroll } from "./scroll.tsx";

/** One line per prompt × model × language, over the trials that are shown. */
export function SummaryTable({ rows }: { rows: readonly RowSummary[] }) {
  return (
    <Scroll label="Summary table">
      <table class="figures">
        <ColumnHeads
          names={[
            "Prompt",
            "Model",
            "Language",
            "Graded",
            "Passed",
            "Headline",
            "Gate failures",
            "Latency p50",
            "p95",
            "Cost",
            "Cost a trial",
            "Replies",
          ]}
        />
        <tbody>
          {rows.map((row) => (
            <SummaryLine key={`${row.promptId} ${row.modelId} ${row.language}`} row={row} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function SummaryLine({ row }: { row: RowSummary }) {
  const { passInterval, headlineInterval } = row;
  return (
    <tr>
      <th scope="row">{visible(row.promptId)}</th>
      <td class="nowrap">{visible(row.modelId)}</td>
      <td>{row.language}</td>
      <td class="number">
        {row.graded} / {row.planned}
      </td>
      <td class="number">
        {formatPercent(row.passRate)}
        {passInterval !== null && (
          <small>
            {formatPercent(passInterval.low)} to {formatPercent(passInterval.high)}
          </small>
        )}
      </td>
      <td class="number">
        {formatHeadline(row.headline)}
        {headlineInterval !== null && (
          <small>
            {formatHeadline(headlineInterval.low)} to {formatHeadline(headlineInterval.high)}
          </small>
        )}
      </td>
      <td class="number">{row.gateFailures}</td>
      <td class="number">{formatLatency(row.latencyP50Ms)}</td>
      <td class="number">{formatLatency(row.latencyP95Ms)}</td>
      <td class="number">{formatMoney(row.costUsd)}</td>
      <td class="number">{formatMoney(row.costPerTrialUsd)}</td>
      <td>
        <ProvenanceBadges counts={row.provenance} />
      </td>
    </tr>
  );
}
