import { join } from "node:path";
import { metricsFor } from "../compare/metrics.ts";
import { type PairedCell, pairCells } from "../compare/pair-cells.ts";
import type { Flip, TrialFigures } from "../contracts/comparison.ts";
import {
  type CellCase,
  type ComparisonNames,
  type ComparisonReview,
  type FlipCase,
  ReviewError,
} from "../contracts/review.ts";
import { keyOfTrial } from "../contracts/trial.ts";
import type { Library } from "../runs/select-matrix.ts";
import { listBaselines } from "../store/baseline.ts";
import { listRuns, MANIFEST, TRIALS } from "../store/run-folder.ts";
import { fileStamp, folderStamp, remember } from "../viewer/remember.ts";
import { compareSides } from "./compare-sides.ts";
import type { CliContext, projectPaths } from "./context.ts";
import { describeChange, suiteTolerances, withShortLabels } from "./describe-change.ts";
import { LATEST } from "./find-run.ts";
import { BASELINE, findSides, splitSideName } from "./find-side.ts";
import { allOrEveryProblem } from "./load-library.ts";

export interface ComparisonGround {
  readonly context: CliContext;
  readonly paths: ReturnType<typeof projectPaths>;
  readonly library: () => Promise<Library>;
}

/**
 * Comparisons as `compare` makes them, with the trials to look at. One that was made is remembered until a file changes that
 * it was made of. Only runs and baselines that the folders list are sides here: names come from outside.
 *
 * @throws ReviewError for another side, InvalidInputError where the two do not compare.
 */
export function createReviewComparisons(
  ground: ComparisonGround,
): (names: ComparisonNames) => Promise<ComparisonReview> {
  const known = new Map<string, () => Promise<ComparisonReview>>();
  return async (names) => {
    const files = (
      await Promise.all([filesOf(names.baseline, ground), filesOf(names.candidate, ground)])
    ).flat();
    const name = JSON.stringify([names.baseline, names.candidate]);
    const made =
      known.get(name) ??
      remember(
        async () => `${await fileStamp(...files)} ${await libraryStamp(ground)}`,
        () => reviewComparison(names, ground),
      );
    known.set(name, made);
    return made();
  };
}

/** The files that a side's figures stand in. @throws ReviewError for what is neither a run nor a baseline that is listed. */
async function filesOf(sideName: string, { paths }: ComparisonGround): Promise<string[]> {
  const { name } = splitSideName(sideName);
  const [runs, baselines] = await Promise.all([listRuns(paths.runs), listBaselines(paths.baselines)]);
  if (runs.includes(name)) return [MANIFEST, TRIALS].map((file) => join(paths.runs, name, file));
  const baseline = baselines.find((known) => name === `${BASELINE}:${known}`);
  if (baseline === undefined) throw new ReviewError(`there is no run or baseline "${sideName}"`);
  return [".csv", ".certificate.json"].map((ending) => join(paths.baselines, `${baseline}${ending}`));
}

async function libraryStamp({ paths }: ComparisonGround): Promise<string> {
  return (await Promise.all([paths.scenarios, paths.prompts, paths.suites].map(folderStamp))).join(" ");
}

async function reviewComparison(
  names: ComparisonNames,
  { context, paths, library: load }: ComparisonGround,
): Promise<ComparisonReview> {
  const library = await load();
  const finders = await findSides(names, { run: LATEST, library, context, paths });
  const [baseline, candidate] = await allOrEveryProblem([finders.baseline(), finders.candidate()]);
  const found = withShortLabels({ baseline, candidate });
  const { comparison, sides } = await compareSides(found, {
    filters: {},
    metrics: metricsFor(Object.keys(candidate.identity.scorerVersions)),
    tolerances: await suiteTolerances(candidate.suiteId, paths.suites),
    scenarios: library.scenarios,
  });
  const { cells } = pairCells(sides.baseline.trials, sides.candidate.trials);
  return {
    names,
    comparison,
    runIds: { baseline: baseline.runId, candidate: candidate.runId },
    ...describeChange(found, library),
    flips: comparison.flips.flatMap((flip) => flipCase(flip, cells)),
    cells: cells.flatMap(cellCase),
  };
}

function flipCase(flip: Flip, cells: readonly PairedCell[]): FlipCase[] {
  const cell = cells.find((own) => isSameCell(own, flip));
  const isLoss = flip.direction === "pass-to-fail";
  const baseline = cell?.baseline.find(({ passed }) => passed === isLoss);
  const candidate = cell?.candidate.find(({ passed }) => passed !== isLoss);
  return sideTrials(baseline, candidate).map((trials) => ({ flip, ...trials }));
}

function isSameCell(
  { scenarioId, modelId, language }: Pick<PairedCell, "scenarioId" | "modelId" | "language">,
  other: Pick<PairedCell, "scenarioId" | "modelId" | "language">,
): boolean {
  return scenarioId === other.scenarioId && modelId === other.modelId && language === other.language;
}

function cellCase({ scenarioId, modelId, language, baseline, candidate }: PairedCell): CellCase[] {
  return sideTrials(baseline[0], candidate[0]).map((trials) => ({
    scenarioId,
    modelId,
    language,
    ...trials,
  }));
}

/** One pair, or none where a side has no such trial. */
function sideTrials(baseline: TrialFigures | undefined, candidate: TrialFigures | undefined) {
  return baseline === undefined || candidate === undefined
    ? []
    : [{ baseline: keyOfTrial(baseline), candidate: keyOfTrial(candidate) }];
}
