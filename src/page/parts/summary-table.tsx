import type { Provenance } from "../../contracts/recording.ts";
import { formatHeadline, formatLatency, formatMoney, formatPercent } from "../../reports/format-figures.ts";
import { visible } from "../../reports/printable.ts";
import type { RowSummary } from "../../review/summarise-rows.ts";
import { ProvenanceBadge } from "./badge.tsx";
import { Scroll } from "./scroll.tsx";

/** One line per prompt × model × language, over the trials that are shown. */
export function SummaryTable({ rows }: { rows: readonly RowSummary[] }) {
  return (
    <Scroll label="Summary table">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">Prompt</th>
            <th scope="col">Model</th>
            <th scope="col">Language</th>
            <th scope="col">Graded</th>
            <th scope="col">Passed</th>
            <th scope="col">Headline</th>
            <th scope="col">Gate failures</th>
            <th scope="col">Latency p50</th>
            <th scope="col">p95</th>
            <th scope="col">Cost</th>
            <th scope="col">Cost a trial</th>
            <th scope="col">Replies</th>
          </tr>
        </thead>
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
        {(Object.entries(row.provenance) as [Provenance, number][]).map(([provenance, count]) => (
          <ProvenanceBadge key={provenance} provenance={provenance} count={count} />
        ))}
      </td>
    </tr>
  );
}
