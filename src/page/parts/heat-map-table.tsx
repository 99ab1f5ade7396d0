import type { ReviewScorer, RunReview } from "../../contracts/review.ts";
import { formatCount, formatHeadline, UNKNOWN } from "../../reports/format-figures.ts";
import { visible } from "../../reports/printable.ts";
import type { HeatCell, HeatMap } from "../../review/heat-map.ts";
import type { RunView } from "../../review/run-view.ts";
import { href } from "../use-route.ts";
import { Scroll } from "./scroll.tsx";

interface Props {
  readonly runId: string;
  readonly heat: HeatMap;
  readonly shows: RunView["heat"];
  readonly scorers: readonly ReviewScorer[];
  readonly scenarios: RunReview["scenarios"];
  readonly onShow: (change: Partial<RunView>) => void;
}

/** Scenario × (prompt, model, language): every cell leads to its worst trial. */
export function HeatMapTable({ runId, heat, shows, scorers, scenarios, onShow }: Props) {
  const choices = ["headline", "pass", ...scorers.map(({ id }) => `score:${id}` as const)] as const;
  return (
    <section aria-labelledby="heat-map">
      <div class="heading-line">
        <h2 id="heat-map">Heat map</h2>
        <label>
          shows{" "}
          <select
            value={shows}
            onChange={({ currentTarget: { value } }) =>
              onShow({ heat: choices.find((choice) => choice === value) ?? "headline" })
            }
          >
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {NAMES[choice] ?? choice.slice("score:".length)}
              </option>
            ))}
          </select>
        </label>
        <span class="note">0 to 100; ▲ a gate failed; a cell opens its worst trial</span>
      </div>
      <Scroll class="heat-scroll" label="Heat map table">
        <table class="heat">
          <thead>
            <tr>
              <th scope="col">Scenario</th>
              {heat.columns.map(({ promptId, modelId, language }) => (
                <th scope="col" key={`${promptId} ${modelId} ${language}`}>
                  {visible(promptId)}
                  <small>
                    {visible(modelId)} · {language}
                  </small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {heat.lines.map(({ scenarioId, cells }) => (
              <tr key={scenarioId}>
                <th scope="row">
                  <a
                    href={href({ page: "scenario", scenarioId })}
                    title={visible(scenarios[scenarioId]?.title ?? "")}
                  >
                    {visible(scenarioId)}
                  </a>
                </th>
                {cells.map((cell, index) => (
                  // A column is what its place is: the columns of one map do not move.
                  <HeatCellView key={String(index)} runId={runId} cell={cell} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

const NAMES: Readonly<Record<string, string>> = { headline: "headline", pass: "share passed" };

function HeatCellView({ runId, cell }: { runId: string; cell: HeatCell | null }) {
  if (cell === null) return <td class="heat-none" />;
  const { value, trials, passed, gateFailures, worst } = cell;
  const shown = `${value === null ? UNKNOWN : Math.round(value)}${gateFailures > 0 ? " ▲" : ""}`;
  const told = `${formatHeadline(value)}; ${passed} of ${formatCount(trials, "trial")} passed, ${formatCount(gateFailures, "gate failure")}`;
  return (
    <td class={heatClass(value)}>
      <a
        href={href({ page: "trial", runId, key: worst, focus: null })}
        title={told}
        aria-label={`${shown} ${told}`}
      >
        {shown}
      </a>
    </td>
  );
}

/** Five steps; the number in the cell says the same. */
function heatClass(value: number | null): string {
  if (value === null) return "heat-none";
  return `heat-${Math.min(4, Math.floor(value / 20))}`;
}
