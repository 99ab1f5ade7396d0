import { terminalSafeJson } from "./render-triage-json.ts";
import type { ScoreView } from "./score-view.ts";

const SCHEMA_VERSION = 1;

/** Replies graded again, for scripts. Keys come in a fixed order, unknown values are null. */
export function renderScoreJson(view: ScoreView): string {
  const { source, scorerVersions, weightsVersion, stored, planned, rows, notable, notGraded } = view;
  const { changedScenarios, outdatedReplies, migration } = view;
  const ordered = {
    schemaVersion: SCHEMA_VERSION,
    source,
    scorerVersions,
    weightsVersion,
    stored,
    planned,
    rows,
    notable,
    notGraded,
    changedScenarios,
    outdatedReplies,
    migration,
  };
  return `${terminalSafeJson(ordered)}\n`;
}
