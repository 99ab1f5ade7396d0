import type { ComparisonSlice } from "../../contracts/comparison.ts";
import type { ComparisonNames, ComparisonReview } from "../../contracts/review.ts";
import { formatCount } from "../../reports/format-figures.ts";
import { visible } from "../../reports/printable.ts";
import type { Route } from "../../review/route.ts";
import { ALL_TRIALS } from "../../review/run-view.ts";
import { CellDiff } from "../parts/cell-diff.tsx";
import { ComparedSides } from "../parts/compared-sides.tsx";
import { Crumbs } from "../parts/crumbs.tsx";
import { DiffText } from "../parts/diff-text.tsx";
import { FlipTable } from "../parts/flip-table.tsx";
import { WhenLoaded } from "../parts/loading.tsx";
import { MetricTable } from "../parts/metric-table.tsx";
import { NewGateFailures } from "../parts/new-gate-failures.tsx";
import { ParityTable } from "../parts/parity-table.tsx";
import { useReviewing } from "../reviewing.ts";
import { useLoaded } from "../use-loaded.ts";
import { href } from "../use-route.ts";

type Cell = Extract<Route, { page: "compare" }>["cell"];

/** Two sides: what moved, how sure that is, and the trials behind it. */
export function ComparePage({ names, cell }: { names: ComparisonNames; cell: Cell }) {
  const { source } = useReviewing();
  const comparison = useLoaded(`compare ${JSON.stringify(names)}`, () => source.comparison(names));
  return (
    <WhenLoaded loaded={comparison}>
      {(review) => (
        <>
          <Way review={review} />
          <Compared review={review} cell={cell} />
        </>
      )}
    </WhenLoaded>
  );
}

function Way({ review: { runIds, comparison } }: { review: ComparisonReview }) {
  const runId = runIds.candidate;
  return (
    <Crumbs
      crumbs={[
        { text: "Runs", href: href({ page: "runs" }) },
        ...(runId === null ? [] : [{ text: runId, href: href({ page: "run", runId, view: ALL_TRIALS }) }]),
        { text: `${comparison.baseline.label} → ${comparison.candidate.label}`, href: null },
      ]}
    />
  );
}

function Compared({ review, cell }: { review: ComparisonReview; cell: Cell }) {
  const { comparison, promptDiff, notes } = review;
  return (
    <>
      <header class="page-head">
        <h1>
          {visible(comparison.baseline.label)} → {visible(comparison.candidate.label)}
        </h1>
        <ComparedSides comparison={comparison} />
        {notes.map((note) => (
          <p key={note} class="note">
            {visible(note)}
          </p>
        ))}
      </header>
      <section aria-labelledby="metrics">
        <h2 id="metrics">What moved</h2>
        <MetricTable metrics={comparison.metrics} of="everything compared" />
      </section>
      <FlipTable review={review} />
      <NewGateFailures review={review} />
      <CellDiff review={review} cell={cell} />
      {comparison.parity.length > 0 && <ParityTable parity={comparison.parity} />}
      <Slices slices={comparison.slices} />
      {promptDiff !== null && (
        <section class="card" aria-labelledby="prompt-diff">
          <h2 id="prompt-diff">What changed in the prompt</h2>
          <DiffText diff={promptDiff} />
        </section>
      )}
    </>
  );
}

/** The same by language, model, category and severity: parts too small to test. */
function Slices({ slices }: { slices: readonly ComparisonSlice[] }) {
  if (slices.length === 0) return null;
  return (
    <section class="card" aria-labelledby="slices">
      <h2 id="slices">Part by part</h2>
      <p class="note">Described, not tested.</p>
      {slices.map(({ by, name, scenarios, metrics }) => (
        <details key={`${by} ${name}`}>
          <summary>
            {by} {visible(name)}: {formatCount(scenarios, "scenario")}
          </summary>
          <MetricTable metrics={metrics} of={`${by} ${name}`} />
        </details>
      ))}
    </section>
  );
}
