import { useState } from "preact/hooks";
import type { HistoryEntry } from "../../contracts/history.ts";
import type { RunListing, RunsReview } from "../../contracts/review.ts";
import { formatCount, formatInstant, formatMoney } from "../../reports/format-figures.ts";
import { visible } from "../../reports/printable.ts";
import { ALL_TRIALS } from "../../review/run-view.ts";
import { ColumnHeads } from "../parts/column-heads.tsx";
import { HistoryLine } from "../parts/history-line.tsx";
import { WhenLoaded } from "../parts/loading.tsx";
import { Scroll } from "../parts/scroll.tsx";
import { TrendCharts } from "../parts/trend-charts.tsx";
import { useReviewing } from "../reviewing.ts";
import { useLoaded } from "../use-loaded.ts";
import { href } from "../use-route.ts";

/** Every run, newest first, and how its prompts have done over time. */
export function RunsPage() {
  const { source } = useReviewing();
  const runs = useLoaded("runs", () => source.runs());
  return (
    <>
      <header class="page-head">
        <h1>Runs</h1>
      </header>
      <WhenLoaded loaded={runs}>{(review) => <Runs review={review} />}</WhenLoaded>
    </>
  );
}

function Runs({ review: { runs, history, passedOver } }: { review: RunsReview }) {
  const suites = [...new Set(runs.map(({ suiteId }) => suiteId))];
  const [chosen, choose] = useState<string | null>(null);
  const suite = chosen ?? suites.find((name) => countRuns(history, name) > 1) ?? suites[0] ?? "";
  if (runs.length === 0) return <p class="note">No run is stored yet: npm run eval makes one.</p>;
  const entriesByRun = Map.groupBy(history, ({ runId }) => runId);
  return (
    <>
      <section aria-labelledby="trends">
        <div class="heading-line">
          <h2 id="trends">Trends</h2>
          <label>
            suite{" "}
            <select value={suite} onChange={({ currentTarget }) => choose(currentTarget.value)}>
              {suites.map((name) => (
                <option key={name} value={name}>
                  {visible(name)}
                </option>
              ))}
            </select>
          </label>
        </div>
        <TrendCharts entries={history.filter(({ suiteId }) => suiteId === suite)} />
      </section>
      <section aria-labelledby="all-runs">
        <h2 id="all-runs">All runs</h2>
        {runs.map((run) => (
          <RunCard key={run.id} run={run} entries={entriesByRun.get(run.id) ?? []} />
        ))}
        <ul class="note">
          {passedOver.map(({ runId, reason }) => (
            <li key={runId}>
              Passed over: {visible(runId)}, {visible(reason)}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function countRuns(history: readonly HistoryEntry[], suite: string): number {
  return new Set(history.filter(({ suiteId }) => suiteId === suite).map(({ runId }) => runId)).size;
}

function RunCard({ run, entries }: { run: RunListing; entries: readonly HistoryEntry[] }) {
  const { id, suiteId, startedAt, finishedAt, plannedTrials, callsMade, spentUsd } = run;
  const worse = entries.filter(({ regressions }) => regressions.length > 0).length;
  return (
    <section class="card run-card" aria-labelledby={`run-${id}`}>
      <h3 id={`run-${id}`}>
        <a href={href({ page: "run", runId: id, view: ALL_TRIALS })}>{visible(suiteId)}</a>{" "}
        <span class="quiet-text">{formatInstant(startedAt)}</span>
        {finishedAt === null && <span class="badge warning">running, or cut short</span>}
        {worse > 0 && <span class="badge bad">▼ {formatCount(worse, "row")} worse</span>}
      </h3>
      <p class="facts-line">
        <span>{formatCount(plannedTrials, "trial")}</span>
        <span>{callsMade === null ? "calls unknown" : formatCount(callsMade, "call")}</span>
        <span>{formatMoney(spentUsd)} spent</span>
        <span class="id">{visible(id)}</span>
      </p>
      {entries.length > 0 && (
        <Scroll label={`Figures of run ${id}`}>
          <table class="figures">
            <ColumnHeads
              names={[
                "Prompt",
                "Model",
                "Language",
                "Passed",
                "Headline",
                "Gate failures",
                "Latency p50",
                "Cost",
                "Replies",
                "Against the run before",
              ]}
            />
            <tbody>
              {entries.map((entry) => (
                <HistoryLine key={`${entry.promptId} ${entry.modelId} ${entry.language}`} entry={entry} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}
