import { useEffect, useState } from "preact/hooks";
import type { ReviewScorer, RunReview, TrialRow } from "../../contracts/review.ts";
import { trialSelector } from "../../contracts/trial.ts";
import { formatHeadline, formatLatency, formatMoney, formatScore } from "../../reports/format-figures.ts";
import { visible } from "../../reports/printable.ts";
import type { RunView, SortKey } from "../../review/run-view.ts";
import { href } from "../use-route.ts";
import { ProvenanceBadge } from "./badge.tsx";
import { Scroll } from "./scroll.tsx";
import { useVirtualLines } from "./use-virtual-lines.ts";

/** Pixels; the style sheet gives table lines the same height. */
const LINE_HEIGHT = 44;

interface Props {
  readonly runId: string;
  readonly rows: readonly TrialRow[];
  readonly view: RunView;
  readonly scenarios: RunReview["scenarios"];
  readonly scorers: readonly ReviewScorer[];
  readonly onChange: (change: Partial<RunView>) => void;
}

/** Every trial that is shown, one line each, however many: only the lines in view are drawn. */
export function TrialTable({ runId, rows, view, scenarios, scorers, onChange }: Props) {
  const { scroller, indexes, before, after } = useVirtualLines({
    count: rows.length,
    lineHeight: LINE_HEIGHT,
  });
  const [scorer, setScorer] = useState<string>(view.weakOn ?? scorers[0]?.id ?? "");
  useEffect(() => {
    if (view.weakOn !== null) setScorer(view.weakOn);
  }, [view.weakOn]);
  return (
    <section aria-labelledby="trials">
      <div class="heading-line">
        <h2 id="trials">Trials</h2>
        <label>
          score shown{" "}
          <select value={scorer} onChange={({ currentTarget }) => setScorer(currentTarget.value)}>
            {scorers.map(({ id }) => (
              <option key={id}>{id}</option>
            ))}
          </select>
        </label>
      </div>
      <Scroll class="trial-scroll" scroller={scroller} label="Trial table">
        <table class="trials" aria-rowcount={rows.length + 1}>
          <Head view={view} scorer={scorer} onChange={onChange} />
          <tbody>
            <Gap height={before} />
            {indexes.map((index) => {
              const row = rows[index];
              if (row === undefined) return null;
              const title = scenarios[row.scenarioId]?.title;
              return (
                <Line key={trialSelector(row)} {...{ runId, row, scorer, title }} rowIndex={index + 2} />
              );
            })}
            <Gap height={after} />
          </tbody>
        </table>
        {rows.length === 0 && <p class="note">No trial is left by these filters.</p>}
      </Scroll>
    </section>
  );
}

/** Stands for the lines that are not drawn. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr class="gap">
      <td colSpan={COLUMNS} style={{ height: `${height}px` }} />
    </tr>
  );
}

const COLUMNS = 11;

function Head({ view, scorer, onChange }: Pick<Props, "view" | "onChange"> & { scorer: string }) {
  const sortable = (by: SortKey, name: string) => (
    <SortHead key={by} by={by} name={name} sort={view.sort} onChange={onChange} />
  );
  return (
    <thead>
      <tr aria-rowindex={1}>
        {sortable("scenario", "Scenario")}
        <th scope="col">Prompt</th>
        <th scope="col">Model</th>
        <th scope="col">Lang</th>
        {sortable("passed", "Verdict")}
        {sortable("headline", "Headline")}
        {sortable(`score:${scorer}`, scorer)}
        <th scope="col">First fault</th>
        {sortable("latency", "Latency")}
        {sortable("cost", "Cost")}
        <th scope="col">Reply</th>
      </tr>
    </thead>
  );
}

interface SortHeadProps {
  readonly by: SortKey;
  readonly name: string;
  readonly sort: RunView["sort"];
  readonly onChange: Props["onChange"];
}

/** Up, down, then the run's own order again. */
function SortHead({ by, name, sort, onChange }: SortHeadProps) {
  const isSorted = sort.by === by;
  const next = (): RunView["sort"] => {
    if (!isSorted) return { by, isDescending: false };
    return sort.isDescending ? { by: "order", isDescending: false } : { by, isDescending: true };
  };
  const state = isSorted ? (sort.isDescending ? "descending" : "ascending") : "none";
  const mark = { ascending: " ▲", descending: " ▼", none: "" }[state];
  return (
    <th scope="col" aria-sort={state}>
      <button type="button" class="sort" onClick={() => onChange({ sort: next() })}>
        {name}
        {mark}
      </button>
    </th>
  );
}

interface LineProps {
  readonly runId: string;
  readonly row: TrialRow;
  readonly scorer: string;
  readonly title: string | undefined;
  readonly rowIndex: number;
}

function Line({ runId, row, scorer, title, rowIndex }: LineProps) {
  const { scenarioId, promptId, modelId, language, repeat, passed, fault, provenance } = row;
  const verdict = VERDICTS[row.outcome] ?? (passed ? "✓ passed" : "✗ failed");
  return (
    <tr aria-rowindex={rowIndex}>
      <th scope="row">
        <a href={href({ page: "trial", runId, key: row, focus: null })} title={visible(title ?? "")}>
          {visible(scenarioId)}
          {repeat > 0 && ` #${repeat + 1}`}
        </a>
      </th>
      <td>{visible(promptId)}</td>
      <td>{visible(modelId)}</td>
      <td>{language}</td>
      <td class={passed ? "good-text" : "bad-text"}>{verdict}</td>
      <td class="number">{formatHeadline(row.headline)}</td>
      <td class="number">{formatScore(row.scores[scorer] ?? null)}</td>
      <td class="fault" title={fault === null ? undefined : visible(fault.message)}>
        {row.gates.length > 0 && <b class="bad-text">▲ {row.gates[0]} </b>}
        {fault !== null && visible(fault.message)}
      </td>
      <td class="number">{formatLatency(row.latencyMs)}</td>
      <td class="number">{formatMoney(row.costUsd)}</td>
      <td>{provenance !== null && <ProvenanceBadge provenance={provenance} />}</td>
    </tr>
  );
}

const VERDICTS: Readonly<Partial<Record<TrialRow["outcome"], string>>> = {
  unreadable: "✗ unreadable",
  "model-failed": "– model failed",
  "not-recorded": "– not recorded",
};
