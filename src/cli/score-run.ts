import { collectVerdictMigration } from "../compare/collect-verdict-migration.ts";
import { type GradedTrial, keyOfTrial, type Trial } from "../contracts/trial.ts";
import { collectNotableTrials } from "../reports/notable-trials.ts";
import { summaryCsv, trialCsvHeader, trialCsvRow } from "../reports/run-csv.ts";
import type { ScoreView } from "../reports/score-view.ts";
import { describeGrading } from "../runs/describe-run.ts";
import { type RegradedTrial, type RegradeSources, regradeTrials } from "../runs/regrade-trials.ts";
import { createTrialSummary } from "../runs/summarise-trials.ts";
import { OutsideError } from "../shared/errors.ts";
import type { RunRewrite } from "../store/rewrite-run.ts";
import type { StoredRun } from "../store/run-folder.ts";
import { countNotGraded } from "./count-not-graded.ts";

/**
 * Grades a stored run again and says what moved. With `rewrite`, the new grades go where it puts them.
 *
 * @throws OutsideError when the run was to be rewritten and not every graded trial could be graded again: the
 *   stored verdicts would be lost.
 */
export async function scoreRun(
  run: StoredRun,
  sources: RegradeSources & { readonly limit: number; readonly rewrite: RunRewrite | null },
): Promise<ScoreView> {
  const { manifest } = run;
  const { rewrite } = sources;
  const now = describeGrading([...sources.scenarios.values()], { isJudged: sources.judge !== null });
  const scorerIds = Object.keys(now.scorerVersions);
  const changedScenarios = Object.keys(manifest.scenarioHashes).filter(
    (id) => sources.scenarios.has(id) && now.scenarioHashes[id] !== manifest.scenarioHashes[id],
  );
  const summary = createTrialSummary(scorerIds);
  const notable = collectNotableTrials();
  const migration = collectVerdictMigration({
    limit: sources.limit,
    changedScenarios: new Set(changedScenarios),
  });
  const notGraded = countNotGraded();
  let outdatedReplies = 0;
  let stored = 0;

  await rewrite?.appendText("trials.csv", trialCsvHeader(scorerIds));
  for await (const regraded of regradeTrials(run.trials(), sources)) {
    stored += 1;
    const trial = trialOf(regraded);
    summary.add(trial);
    if (regraded.outcome === "graded") {
      migration.add(regraded.stored, regraded.trial);
      outdatedReplies += regraded.isTextOutdated ? 1 : 0;
    }
    if (regraded.outcome === "no-recording" || regraded.outcome === "no-scenario")
      notGraded.add(regraded.outcome, keyOfTrial(regraded.stored));
    else notable.add(trial);
    await rewrite?.appendTrial(trial);
    await rewrite?.appendText("trials.csv", trialCsvRow(trial, scorerIds));
  }
  if (stored < manifest.plannedTrials) notGraded.add("not-stored", null, manifest.plannedTrials - stored);

  const view: ScoreView = {
    source: { kind: "run", suiteId: manifest.suite.id },
    scorerVersions: now.scorerVersions,
    weightsVersion: now.weightsVersion,
    stored: { scorerVersions: manifest.scorerVersions, weightsVersion: manifest.weightsVersion },
    planned: Math.max(manifest.plannedTrials, stored),
    rows: summary.rows(),
    notable: notable.result(),
    notGraded: notGraded.groups(),
    changedScenarios,
    outdatedReplies,
    migration: migration.result(),
  };
  await rewrite?.appendText("summary.csv", summaryCsv(view.rows, scorerIds));
  return view;
}

/** What stands in for a trial that cannot be graded again: it stays counted, and it has not passed. */
function trialOf(regraded: RegradedTrial): Trial {
  switch (regraded.outcome) {
    case "graded":
    case "failed-then":
      return regraded.trial;
    case "no-recording":
    case "no-scenario":
      return notGradedTrial(regraded.stored, regraded.outcome);
  }
}

function notGradedTrial(stored: GradedTrial, problem: string): Trial {
  return { outcome: "not-recorded", ...keyOfTrial(stored), problem };
}

/** @throws OutsideError where rewriting a run would replace verdicts by nothing. */
export function assertAllGraded({ notGraded }: ScoreView): void {
  const lost = notGraded.reduce((sum, { count }) => sum + count, 0);
  if (lost === 0) return;
  throw new OutsideError(
    `nothing was written: ${lost} of the run's trials cannot be graded again, and their stored verdicts would be lost`,
    { fix: "restore the recordings and scenarios from version control, or leave out --write" },
  );
}
