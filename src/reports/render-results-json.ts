import { terminalSafeJson } from "./render-triage-json.ts";
import type { ResultsView } from "./results-view.ts";

const SCHEMA_VERSION = 1;

/** A run's results for scripts. Keys come in a fixed order, unknown values are null. */
export function renderResultsJson({
  manifest,
  rows,
  notable,
  comparedWith,
  judgeNotes,
}: ResultsView): string {
  return `${terminalSafeJson({ schemaVersion: SCHEMA_VERSION, manifest, rows, notable, comparedWith, judgeNotes })}\n`;
}
