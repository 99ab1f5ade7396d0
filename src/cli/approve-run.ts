import { describeReplacement } from "../compare/describe-replacement.ts";
import { figuresOf } from "../compare/metrics.ts";
import { countProvenance, summariseFigures } from "../compare/summarise-figures.ts";
import type { Baseline, BaselineCertificate, GradingIdentity } from "../contracts/baseline.ts";
import type { TrialFigures } from "../contracts/comparison.ts";
import { isGraded, trialSelector } from "../contracts/trial.ts";
import type { ApprovalView } from "../reports/baseline-view.ts";
import { printableLine } from "../reports/printable.ts";
import { renderApproval } from "../reports/render-baseline.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { findCertificate, loadBaseline, saveBaseline } from "../store/baseline.ts";
import { loadRun, type StoredRun } from "../store/run-folder.ts";
import { staleReasons } from "../store/stale-baseline.ts";
import { type CliContext, projectPaths } from "./context.ts";
import { findRun, isPath } from "./find-run.ts";
import { splitSideName } from "./find-side.ts";
import { gradedToday } from "./graded-today.ts";
import { assertFinished, readFigures } from "./load-figures.ts";
import { allOrEveryProblem, listSuites, loadLibrary } from "./load-library.ts";

export interface ApproveFlags {
  readonly suite?: string;
  readonly dryRun?: boolean;
  readonly results?: string;
}

/**
 * Writes a run's figures and their certificate as the baseline of a suite, after saying what that changes.
 *
 * @throws InvalidInputError for a run that was cut short, misses a reply or was graded otherwise than today.
 */
export async function approveRun(
  text: string,
  { flags, context }: { flags: ApproveFlags; context: CliContext },
): Promise<void> {
  const paths = projectPaths(context, flags.results);
  const { name: runName, promptId } = splitSideName(text);
  const [run, library] = await allOrEveryProblem([
    findRun(runName, { runsFolder: paths.runs, userFolder: context.userFolder }).then((path) =>
      loadRun(path),
    ),
    loadLibrary(paths),
  ]);
  assertFinished(run);
  const name = flags.suite ?? run.manifest.suite.id;
  const suites = await listSuites(paths.suites);
  if (!suites.includes(name)) throw new InvalidInputError(unknownName("suite", name, suites));
  const identity = identityOf(run, promptId);
  const command = isPath(runName) ? runName : run.manifest.id;
  assertGradedToday(identity, await gradedToday(library, paths)(identity), command);

  const { trials, servedModels } = await readTrials(run, identity);
  assertNoneMissing(trials, run);
  const certificate = certify({ name, run, identity, trials, servedModels, approvedAt: context.now() });
  const before = await presentBaseline(paths.baselines, { name, context });
  context.stdout(renderApproval(approvalView({ certificate, trials, before }), context.display));
  if (flags.dryRun) {
    context.stderr("Nothing was written.\n");
    return;
  }
  const files = await saveBaseline(paths.baselines, { certificate, trials });
  context.stderr(`Written to ${files.csv} and ${files.certificate}: commit both.\n`);
}

/** Of the prompts, the one asked for, or all. */
function identityOf({ manifest }: StoredRun, promptId: string | null): GradingIdentity {
  const { scenarioHashes, promptHashes, modelHashes, scorerVersions, weightsVersion, judge } = manifest;
  const asked = promptId === null ? promptHashes : { [promptId]: promptHashes[promptId] ?? "" };
  if (promptId !== null && promptHashes[promptId] === undefined) {
    throw new InvalidInputError({
      ...unknownName("prompt", promptId, Object.keys(promptHashes)),
      at: `run ${manifest.id}`,
    });
  }
  return {
    ...{ scenarioHashes, promptHashes: asked, modelHashes, scorerVersions, weightsVersion },
    ...(judge === undefined ? {} : { judge }),
  };
}

function assertGradedToday(identity: GradingIdentity, today: GradingIdentity, run: string): void {
  const reasons = staleReasons(identity, today);
  if (reasons.length === 0) return;
  throw new InvalidInputError({
    problem: `the run would be a stale baseline at once: ${reasons.join("; ")}`,
    expected: "a run graded with today's scenarios, prompts, models, scorers, weights and judge",
    received: run,
    fix: `npm run score -- ${run} --write, or where a prompt, model, judge or incident's text changed, run eval again`,
  });
}

async function readTrials(run: StoredRun, { promptHashes, modelHashes }: GradingIdentity) {
  const served = new Map(Object.keys(modelHashes).map((id) => [id, new Set<string>()]));
  const trials = await readFigures(run, (trial) => {
    if (!Object.hasOwn(promptHashes, trial.promptId)) return null;
    if (isGraded(trial) && trial.servedModel !== null) served.get(trial.modelId)?.add(trial.servedModel);
    const figures = figuresOf(trial);
    return { ...figures, finding: figures.finding === null ? null : printableLine(figures.finding) };
  });
  const servedModels = Object.fromEntries([...served].map(([id, names]) => [id, [...names].sort()]));
  return { trials, servedModels };
}

const MISSING_NAMED = 5;

function assertNoneMissing(trials: readonly TrialFigures[], { manifest }: StoredRun): void {
  const missing = trials.filter(({ values }) => values === null);
  if (missing.length === 0 && trials.length > 0) return;
  const named = missing.slice(0, MISSING_NAMED).map(trialSelector).join(", ");
  const more = missing.length > MISSING_NAMED ? ` and ${missing.length - MISSING_NAMED} more` : "";
  throw new InvalidInputError({
    problem: `${missing.length} of ${trials.length} trials have no graded reply, and a baseline has no holes`,
    at: `run ${manifest.id}`,
    expected: "every planned trial graded",
    received: trials.length === 0 ? "no trial" : `without a reply: ${named}${more}`,
    fix: "run the same eval again, with a key: what is recorded is not called again",
  });
}

function certify({
  name,
  run: { manifest },
  identity,
  trials,
  servedModels,
  approvedAt,
}: {
  name: string;
  run: StoredRun;
  identity: GradingIdentity;
  trials: readonly TrialFigures[];
  servedModels: BaselineCertificate["servedModels"];
  approvedAt: Date;
}): Omit<BaselineCertificate, "rowHashes"> {
  const { id, startedAt, codeRevision, suite } = manifest;
  return {
    schemaVersion: 1,
    name,
    approvedAt: approvedAt.toISOString(),
    run: { id, suiteId: suite.id, startedAt, codeRevision },
    ...identity,
    servedModels,
    trials: trials.length,
    passed: trials.filter(({ passed }) => passed).length,
    gateFailures: trials.filter(({ gates }) => gates.length > 0).length,
    provenance: countProvenance(trials),
  };
}

/** Null where there is none. A damaged one is said and passed over: approving anew is what repairs it. */
async function presentBaseline(
  folder: string,
  { name, context }: { name: string; context: CliContext },
): Promise<Baseline | null> {
  try {
    if ((await findCertificate(folder, name)) === null) return null;
    return await loadBaseline(folder, name);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    context.stderr(`The present baseline cannot be compared with: ${error.message}\n`);
    return null;
  }
}

function approvalView({
  certificate,
  trials,
  before,
}: {
  certificate: Omit<BaselineCertificate, "rowHashes">;
  trials: readonly TrialFigures[];
  before: Baseline | null;
}): ApprovalView {
  return {
    name: certificate.name,
    runId: certificate.run.id,
    rows: summariseFigures(trials),
    before:
      before === null
        ? null
        : {
            runId: before.certificate.run.id,
            approvedAt: before.certificate.approvedAt,
            rows: summariseFigures(before.trials),
            // Another prompt or model is what a new baseline is for.
            gradingChanges: staleReasons(
              { ...before.certificate, promptHashes: {}, modelHashes: {} },
              certificate,
            ),
            ...describeReplacement(before.trials, trials),
          },
  };
}
