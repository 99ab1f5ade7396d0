import { useCallback, useMemo, useRef } from "preact/hooks";
import type { RunReview, TrialRow } from "../../contracts/review.ts";
import { formatCount, formatInstant, formatMoney } from "../../reports/format-figures.ts";
import { visible } from "../../reports/printable.ts";
import { heatMap } from "../../review/heat-map.ts";
import type { RunView } from "../../review/run-view.ts";
import { selectRows } from "../../review/select-rows.ts";
import { summariseRows } from "../../review/summarise-rows.ts";
import { ComparisonLinks } from "../parts/comparison-links.tsx";
import { CostQualityChart } from "../parts/cost-quality-chart.tsx";
import { Crumbs } from "../parts/crumbs.tsx";
import { HeatMapTable } from "../parts/heat-map-table.tsx";
import { WhenLoaded } from "../parts/loading.tsx";
import { ProvenanceNote } from "../parts/provenance-note.tsx";
import { RunFilters } from "../parts/run-filters.tsx";
import { SummaryTable } from "../parts/summary-table.tsx";
import { TrialTable } from "../parts/trial-table.tsx";
import { useLater } from "../use-later.ts";
import { useLiveRun } from "../use-live-run.ts";
import { href, replaceRoute } from "../use-route.ts";

/** One run: how its prompts, models and languages did, where they did badly, and every trial. */
export function RunPage({ runId, view }: { runId: string; view: RunView }) {
  const run = useLiveRun(runId);
  return (
    <>
      <Crumbs
        crumbs={[
          { text: "Runs", href: href({ page: "runs" }) },
          { text: runId, href: null },
        ]}
      />
      <WhenLoaded loaded={run}>{(review) => <Run review={review} view={view} />}</WhenLoaded>
    </>
  );
}

function Run({ review, view }: { review: RunReview; view: RunView }) {
  const { manifest, rows, scenarios, scorers } = review;
  const shown = useMemo(() => selectRows(rows, view, scenarios), [rows, view, scenarios]);
  const drawn = useLater(shown);
  const show = useChangeOfView(manifest.id, view);
  // The same elements again are not drawn again: a filter is answered before its overview follows.
  const overview = useMemo(
    () => <Overview review={review} rows={drawn} heat={view.heat} onShow={show} />,
    [review, drawn, view.heat, show],
  );
  return (
    <>
      <RunHead review={review} />
      <RunFilters review={review} view={view} shown={shown.length} onChange={show} />
      {overview}
      <TrialTable runId={manifest.id} rows={shown} {...{ view, scenarios, scorers }} onChange={show} />
    </>
  );
}

/** Changes what is shown, from wherever the view is by then. */
function useChangeOfView(runId: string, view: RunView): (change: Partial<RunView>) => void {
  const now = useRef(view);
  now.current = view;
  return useCallback(
    (change) => replaceRoute({ page: "run", runId, view: { ...now.current, ...change } }),
    [runId],
  );
}

interface OverviewProps {
  readonly review: RunReview;
  readonly rows: readonly TrialRow[];
  readonly heat: RunView["heat"];
  readonly onShow: (change: Partial<RunView>) => void;
}

function Overview({ review, rows, heat, onShow }: OverviewProps) {
  const { manifest, scenarios, scorers } = review;
  const summary = summariseRows(rows);
  return (
    <>
      <section aria-labelledby="summary">
        <h2 id="summary">Summary</h2>
        <SummaryTable rows={summary} />
        <CostQualityChart rows={summary} />
      </section>
      <HeatMapTable
        runId={manifest.id}
        heat={heatMap(rows, heat)}
        shows={heat}
        {...{ scorers, scenarios, onShow }}
      />
    </>
  );
}

function RunHead({ review }: { review: RunReview }) {
  const { manifest, rows } = review;
  const { suite, startedAt, finishedAt, plannedTrials, callsMade, spentUsd } = manifest;
  return (
    <header class="page-head">
      <h1>Run of {visible(suite.id)}</h1>
      <p class="facts-line">
        <span class="nowrap">{formatInstant(startedAt)}</span>
        <span>
          {finishedAt === null
            ? `${rows.length} of ${formatCount(plannedTrials, "trial")} so far: still running, or cut short`
            : formatCount(plannedTrials, "trial")}
        </span>
        <span>{callsMade === null ? "calls unknown" : formatCount(callsMade, "call")}</span>
        <span>{formatMoney(spentUsd)} spent</span>
        <span class="nowrap">code {visible(manifest.codeRevision?.slice(0, 20) ?? "outside git")}</span>
      </p>
      <ProvenanceNote rows={rows} />
      <ComparisonLinks review={review} />
      <p>
        <a class="button" href={href({ page: "blind", runId: manifest.id, seed: 1, position: 0 })}>
          Review blind
        </a>{" "}
        <span class="note">prompt, model and scores hidden, order by a seed</span>
      </p>
    </header>
  );
}
