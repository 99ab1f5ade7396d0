import type { RunManifest } from "../contracts/run.ts";
import type { Trial } from "../contracts/trial.ts";
import { collectNotableTrials } from "../reports/notable-trials.ts";
import type { ResultsView } from "../reports/results-view.ts";
import { summaryCsv, trialCsvHeader, trialCsvRow } from "../reports/run-csv.ts";
import { createChangeSince } from "../runs/compare-with-past.ts";
import { createTrialSummary } from "../runs/summarise-trials.ts";
import { findPreviousRun } from "../store/previous-run.ts";
import { createRunFolder } from "../store/run-folder.ts";

/**
 * Takes the trials of a run as they are graded: files each, sums them up and keeps the few worth showing,
 * so that memory does not grow with the run.
 */
export async function createRunReport(runsFolder: string, manifest: RunManifest) {
  const scorerIds = Object.keys(manifest.scorerVersions);
  const previous = await findPreviousRun(runsFolder, manifest);
  const folder = await createRunFolder(runsFolder, manifest);
  await folder.appendText("trials.csv", trialCsvHeader(scorerIds));
  const summary = createTrialSummary(scorerIds);
  const change = createChangeSince(previous?.trials ?? []);
  const notable = collectNotableTrials();
  return {
    path: folder.path,
    async add(trial: Trial): Promise<void> {
      summary.add(trial);
      change.add(trial);
      notable.add(trial);
      await folder.appendTrial(trial);
      await folder.appendText("trials.csv", trialCsvRow(trial, scorerIds));
    },
    async finish(final: RunManifest, judgeNotes: readonly string[] | null): Promise<ResultsView> {
      const rows = summary.rows();
      await folder.writeText("summary.csv", summaryCsv(rows, scorerIds));
      await folder.finish(final);
      return {
        manifest: final,
        rows: rows.map((row) => ({ ...row, change: change.changeOf(row) })),
        notable: notable.result(),
        comparedWith: previous?.id ?? null,
        judgeNotes,
      };
    },
  };
}
