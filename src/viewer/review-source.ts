import type { Label } from "../contracts/label.ts";
import type { SimilarLookup } from "../contracts/past-incident.ts";
import type { Recording } from "../contracts/recording.ts";
import {
  type ComparisonNames,
  type ComparisonReview,
  ReviewError,
  type ReviewSource,
  type RunListing,
  type RunReview,
  type RunsReview,
  type TrialReview,
} from "../contracts/review.ts";
import type { RunManifest } from "../contracts/run.ts";
import type { Scenario } from "../contracts/scenario.ts";
import { isGraded, type Trial, type TrialKey, trialSelector } from "../contracts/trial.ts";
import type { HistoryView } from "../reports/history-view.ts";
import type { Library } from "../runs/select-matrix.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { findCertificate, listBaselines } from "../store/baseline.ts";
import { findPreviousManifest } from "../store/previous-run.ts";
import { comparisonsOfRun } from "./comparisons-of-run.ts";
import { createScenarioHistory, reviewScenario } from "./review-scenario.ts";
import { reviewScorers } from "./review-scorers.ts";
import { reviewTrial } from "./review-trial.ts";
import { createStoredRuns, type OpenRun } from "./stored-runs.ts";

/** Where labels are kept. */
export interface LabelPlace {
  all(): Promise<readonly Label[]>;
  append(labels: readonly Label[]): Promise<void>;
}

/** What the pages are made of, and what only a command can do. */
export interface ReviewGround {
  readonly runsFolder: string;
  readonly baselinesFolder: string;
  readonly library: () => Promise<Library>;
  readonly history: () => Promise<HistoryView>;
  readonly findRecordedAt: (key: string, recordedAt: string) => Promise<Recording | null>;
  readonly lookUpSimilar: (scenario: Scenario, language: TrialKey["language"]) => Promise<SimilarLookup>;
  /** @throws InvalidInputError where the two do not compare. */
  readonly compare: (names: ComparisonNames) => Promise<ComparisonReview>;
  readonly labels: LabelPlace;
}

/** The review pages' source over the folders of a project. Every name that is asked for is looked up in a listing first. */
export function createReviewSource(ground: ReviewGround): ReviewSource {
  const runs = createStoredRuns(ground.runsFolder);
  const historyOf = createScenarioHistory(ground.runsFolder);

  return {
    runs: async () => runsReview(await runs.manifests(), await ground.history()),
    run: async (runId) => runReview(await runs.open(runId), ground),
    async progress(runId, from) {
      // The manifest first: a run that is finished by then has all its trials.
      const { manifest, index } = await runs.open(runId);
      return { rows: (await index.rows()).slice(from), finishedAt: manifest.finishedAt };
    },
    async trial(runId, key) {
      const run = await runs.open(runId);
      return trialReview(await findTrial(run, key), { run, ground });
    },
    comparison: (names) => asReviewError(() => ground.compare(names)),
    async scenario(scenarioId) {
      const { scenarios } = await ground.library();
      const scenario = scenarios.get(scenarioId);
      if (scenario === undefined)
        throw new ReviewError(unknownName("scenario", scenarioId, [...scenarios.keys()]).problem);
      return { scenario, history: await historyOf(scenario, await runs.manifests()) };
    },
    async labels(runId) {
      await runs.open(runId);
      return (await ground.labels.all()).filter((label) => label.runId === runId);
    },
    async addLabels(labels) {
      for (const label of labels) await assertReplyThere(label, await runs.open(label.runId));
      await ground.labels.append(labels);
    },
  };
}

/** A run that is not finished is listed, and so it is not passed over. */
function runsReview(manifests: readonly RunManifest[], { entries, passedOver }: HistoryView): RunsReview {
  const unfinished = new Set(manifests.filter(({ finishedAt }) => finishedAt === null).map(({ id }) => id));
  return {
    runs: manifests.map(runListing),
    history: entries,
    passedOver: passedOver.filter(({ runId }) => !unfinished.has(runId)),
  };
}

function runListing(manifest: RunManifest): RunListing {
  const { id, startedAt, finishedAt, plannedTrials, callsMade, spentUsd, suite } = manifest;
  return {
    ...{ id, startedAt, finishedAt, plannedTrials, callsMade, spentUsd },
    suiteId: suite.id,
    promptIds: suite.prompts,
  };
}

async function runReview({ manifest, index }: OpenRun, ground: ReviewGround): Promise<RunReview> {
  const [{ scenarios }, baseline, previous] = await Promise.all([
    ground.library(),
    baselineOf(manifest.suite.id, ground.baselinesFolder),
    findPreviousManifest(ground.runsFolder, manifest),
  ]);
  const known = manifest.suite.scenarios.flatMap((id) => scenarios.get(id) ?? []);
  return {
    manifest,
    scorers: reviewScorers(manifest.scorerVersions),
    scenarios: Object.fromEntries(known.map((scenario) => [scenario.id, reviewScenario(scenario, manifest)])),
    rows: await index.rows(),
    previousRunId: previous?.id ?? null,
    comparisons: comparisonsOfRun(manifest, { baseline, previous }),
  };
}

/** Null where none is approved, or its certificate cannot be read: then it is `compare` that says so. */
async function baselineOf(suiteId: string, folder: string) {
  if (!(await listBaselines(folder)).includes(suiteId)) return null;
  return findCertificate(folder, suiteId).catch((error: unknown) => {
    if (error instanceof InvalidInputError) return null;
    throw error;
  });
}

async function findTrial({ manifest, index }: OpenRun, key: TrialKey): Promise<Trial> {
  const trial = await index.find(key);
  if (trial !== null) return trial;
  throw new ReviewError(`run ${manifest.id} has no trial "${trialSelector(key)}"`);
}

async function trialReview(
  trial: Trial,
  { run: { manifest }, ground }: { run: OpenRun; ground: ReviewGround },
): Promise<TrialReview> {
  const scenario = (await ground.library()).scenarios.get(trial.scenarioId) ?? null;
  const [recording, similar] = await Promise.all([
    isGraded(trial) ? ground.findRecordedAt(trial.recordingKey, trial.recordedAt) : null,
    scenario === null ? null : ground.lookUpSimilar(scenario, trial.language),
  ]);
  return reviewTrial({ manifest, trial, recording, scenario, similar });
}

/** A label speaks of one reply: one that names another than the trial was graded from would be counted for the wrong one. */
async function assertReplyThere(label: Label, run: OpenRun): Promise<void> {
  const trial = await findTrial(run, label);
  if (!isGraded(trial)) throw new ReviewError(`trial "${trialSelector(label)}" has no reply to judge`);
  if (trial.recordingKey === label.recordingKey && trial.recordedAt === label.recordedAt) return;
  throw new ReviewError(`trial "${trialSelector(label)}" was graded from another reply than the label names`);
}

async function asReviewError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof InvalidInputError ? new ReviewError(error.message, { cause: error }) : error;
  }
}
