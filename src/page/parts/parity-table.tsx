import type { Parity } from "../../contracts/comparison.ts";
import { formatDifference, formatEffect } from "../../reports/format-metric.ts";
import { ColumnHeads } from "./column-heads.tsx";
import { Scroll } from "./scroll.tsx";

/** Chinese against English on the cells that exist in both: the gap on each side, and how it moved. */
export function ParityTable({ parity }: { parity: readonly Parity[] }) {
  return (
    <section aria-labelledby="parity">
      <h2 id="parity">Chinese against English</h2>
      <p class="note">zh minus en on the cells that exist in both; below 0 Chinese does worse.</p>
      <Scroll label="Language parity">
        <table class="figures">
          <ColumnHeads names={["Metric", "Gap before", "Gap after", "How it moved, 95 %", "Scenarios"]} />
          <tbody>
            {parity.map(({ metric, unit, baselineGap, candidateGap, change, scenarios }) => (
              <tr key={metric}>
                <th scope="row">{metric.replace("score:", "")}</th>
                <td class="number">{formatDifference(unit, baselineGap)}</td>
                <td class="number">{formatDifference(unit, candidateGap)}</td>
                <td class="number">{formatEffect(unit, change)}</td>
                <td class="number">{scenarios}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
