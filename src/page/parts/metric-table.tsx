import type { ComparisonVerdict, MetricComparison } from "../../contracts/comparison.ts";
import { UNKNOWN } from "../../reports/format-figures.ts";
import { formatEffect, formatLevel, formatReason, formatSize } from "../../reports/format-metric.ts";
import type { Tone } from "../../reports/tone.ts";
import { Badge } from "./badge.tsx";
import { ColumnHeads } from "./column-heads.tsx";
import { IntervalMark } from "./interval-mark.tsx";
import { Scroll } from "./scroll.tsx";

interface Props {
  readonly metrics: readonly MetricComparison[];
  /** What they speak of, for a screen reader. */
  readonly of: string;
}

/** One line per metric: both levels, the difference with its interval drawn, and the verdict with its reason. */
export function MetricTable({ metrics, of }: Props) {
  return (
    <Scroll label={`Metrics of ${of}`}>
      <table class="figures metrics">
        <ColumnHeads
          names={[
            "Metric",
            "Baseline",
            "Candidate",
            "Difference, 95 %",
            "worse ← → better",
            "Verdict",
            "Why",
          ]}
        />
        <tbody>
          {metrics.map((metric) => (
            <Line key={metric.metric} metric={metric} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Line({ metric }: { metric: MetricComparison }) {
  const { unit, effect, verdict } = metric;
  const { sign, tone } = VERDICTS[verdict];
  const isMeasured = metric.baseline !== null || metric.candidate !== null;
  return (
    <tr>
      <th scope="row">
        {metric.metric.replace("score:", "")}
        <small>may lose {formatSize(unit, metric.tolerance)}</small>
      </th>
      <td class="number">{formatLevel(metric.metric, metric.baseline)}</td>
      <td class="number">{formatLevel(metric.metric, metric.candidate)}</td>
      <td class="number">{formatEffect(unit, effect)}</td>
      <td>
        <IntervalMark metric={metric} />
      </td>
      <td>{isMeasured ? <Badge text={`${sign} ${verdict}`} tone={tone} /> : UNKNOWN}</td>
      <td class="reason">{formatReason(metric)}</td>
    </tr>
  );
}

const VERDICTS: Readonly<Record<ComparisonVerdict, { readonly sign: string; readonly tone: Tone }>> = {
  better: { sign: "▲", tone: "good" },
  "not-worse": { sign: "=", tone: "quiet" },
  worse: { sign: "▼", tone: "bad" },
  inconclusive: { sign: "?", tone: "warning" },
};
