import type { RunManifest } from "../contracts/run.ts";
import type { Trial } from "../contracts/trial.ts";
import { isGraded } from "../contracts/trial.ts";
import { type ResultsChange, type ResultsView, worstFirst } from "../reports/results-view.ts";
import { summaryCsv, trialCsvHeader, trialCsvRow } from "../reports/run-csv.ts";
import { compareWithPast } from "../runs/compare-with-past.ts";
import { createTrialSummary } from "../runs/summarise-trials.ts";
import { findPreviousRun } from "../store/previous-run.ts";
import { createRunFolder } from "../store/run-folder.ts";

const WORST_SHOWN = 5;
const FAILED_SHOWN = 10;

/** Takes the trials of a run as they are graded: files them, sums them up, keeps the few worth showing. */
export async function createRunReport(runsFolder: string, manifest: RunManifest) {
  throw new Error("being written");
}
