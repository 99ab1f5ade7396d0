import type { RunReview, TrialReview } from "../../contracts/review.ts";
import type { TrialKey } from "../../contracts/trial.ts";
import { isGraded, trialSelector } from "../../contracts/trial.ts";
import { visible } from "../../reports/printable.ts";
import type { Route } from "../../review/route.ts";
import { ALL_TRIALS } from "../../review/run-view.ts";
import { PassBadge } from "../parts/badge.tsx";
import { Crumbs } from "../parts/crumbs.tsx";
import { WhenLoaded } from "../parts/loading.tsx";
import { TrialView } from "../parts/trial-view.tsx";
import { useReviewing } from "../reviewing.ts";
import { useLoaded } from "../use-loaded.ts";
import { href } from "../use-route.ts";

/** One trial: its triage report, and beside it the incident and why it has its scores. */
export function TrialPage({ route: { runId, key, focus } }: { route: Extract<Route, { page: "trial" }> }) {
  const { source } = useReviewing();
  const name = `${runId} ${JSON.stringify(key)}`;
  const trial = useLoaded(`trial ${name}`, () => source.trial(runId, key));
  const run = useLoaded(`run ${runId}`, () => source.run(runId));
  return (
    <>
      <Crumbs
        crumbs={[
          { text: "Runs", href: href({ page: "runs" }) },
          { text: runId, href: href({ page: "run", runId, view: ALL_TRIALS }) },
          { text: key.scenarioId, href: href({ page: "scenario", scenarioId: key.scenarioId }) },
          { text: `${key.promptId} · ${key.modelId} · ${key.language}`, href: null },
        ]}
      />
      {run.state === "ready" && <Siblings run={run.value} current={key} />}
      <WhenLoaded loaded={trial}>
        {(review) => <TrialView review={review} first={firstMark(review, focus)} isBlind={false} />}
      </WhenLoaded>
    </>
  );
}

/** The finding that was asked for, else the trial's fault. */
function firstMark({ trial, fault }: TrialReview, focus: { scorerId: string; finding: number } | null) {
  if (focus !== null) return `${focus.scorerId}:${focus.finding}`;
  if (!isGraded(trial) || fault === null || fault.finding === null) return null;
  return `${fault.scorerId}:${fault.finding}`;
}

/** The same incident by other prompts, models and languages of the run. */
function Siblings({ run: { manifest, rows }, current }: { run: RunReview; current: TrialKey }) {
  const siblings = rows.filter(({ scenarioId }) => scenarioId === current.scenarioId);
  if (siblings.length < 2) return null;
  return (
    <nav class="siblings" aria-label="The same scenario in this run">
      <ul>
        {siblings.slice(0, MOST_SIBLINGS).map((row) => (
          <li key={`${row.promptId} ${row.modelId} ${row.language} ${row.repeat}`}>
            <a
              href={href({ page: "trial", runId: manifest.id, key: row, focus: null })}
              aria-current={trialSelector(row) === trialSelector(current) ? "page" : undefined}
            >
              {visible(row.promptId)} · {visible(row.modelId)} · {row.language}
              {row.repeat > 0 && ` #${row.repeat + 1}`} <PassBadge passed={row.passed} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** With many repeats the run's own table is the better way. */
const MOST_SIBLINGS = 16;
