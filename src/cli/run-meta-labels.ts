import { join } from "node:path";
import { latestLabels } from "../contracts/label.ts";
import type { RunManifest } from "../contracts/run.ts";
import { gradeReviewed } from "../meta/grade-reviewed.ts";
import { type LabelAgreement, measureLabels } from "../meta/label-agreement.ts";
import { renderLabels } from "../meta/render-labels.ts";
import type { Recordings } from "../models/recordings.ts";
import type { Judge } from "../runs/judge.ts";
import { loadScenarios } from "../scenarios/load-scenarios.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { createLabelStore } from "../store/labels.ts";
import { listRuns, loadManifest } from "../store/run-folder.ts";
import { type CliContext, projectPaths } from "./context.ts";
import { allOrEveryProblem } from "./load-library.ts";
import { openForReplay } from "./open-recordings-for.ts";
import { recordedJudge } from "./recorded-judge.ts";
import { tellOfTornTrial } from "./tell-of-torn-trial.ts";

export interface LabelsFlags {
  readonly results?: string;
  readonly json?: true;
}

/** Grades every labelled reply again and prints how far people and graders agree. */
export async function runMetaLabels(flags: LabelsFlags, context: CliContext): Promise<void> {
  const paths = projectPaths(context, flags.results);
  const store = createLabelStore(paths.labels, { onTornLine: tellOfTornTrial(context) });
  const [labels, scenarios] = await allOrEveryProblem([store.all(), loadScenarios(paths.scenarios)]);
  const recordings = await openForReplay(paths.recordings, context);
  try {
    const judgeOf = await recordedJudges(paths.runs, { recordings, context });
    const { findRecordedAt } = recordings;
    const reviewed = await gradeReviewed(latestLabels(labels), { scenarios, findRecordedAt, judgeOf });
    const found = measureLabels(reviewed);
    context.stdout(flags.json === true ? labelsJson(found) : renderLabels(found, context.display));
  } finally {
    await recordings.close();
  }
}

/** The judge of a run that is still there. A label may outlive its run, which is not committed. */
async function recordedJudges(
  runsFolder: string,
  from: { recordings: Recordings; context: CliContext },
): Promise<(runId: string) => Promise<Judge | null>> {
  const known = new Set(await listRuns(runsFolder));
  return async (runId) => {
    const manifest = known.has(runId) ? await readManifest(join(runsFolder, runId)) : null;
    return manifest === null ? null : recordedJudge(manifest, from);
  };
}

/** Null where the run cannot be read: its labels can. */
async function readManifest(path: string): Promise<RunManifest | null> {
  try {
    return await loadManifest(path);
  } catch (error) {
    if (error instanceof InvalidInputError) return null;
    throw error;
  }
}

function labelsJson(found: LabelAgreement): string {
  return `${JSON.stringify({ schemaVersion: 1, ...found }, null, 2)}\n`;
}
