import { join } from "node:path";
import { asShare, type BoundedMetric, inUnit, sequentialValue } from "../compare/sequential-value.ts";
import type { Model } from "../contracts/model.ts";
import type { Provenance } from "../contracts/recording.ts";
import type { SequentialOutcome } from "../contracts/sequential.ts";
import { isGraded, type Trial } from "../contracts/trial.ts";
import { formatCount, formatMoney } from "../reports/format-figures.ts";
import { formatSize } from "../reports/format-metric.ts";
import { renderResults } from "../reports/render-results.ts";
import { renderBlockEnd, renderSequential } from "../reports/render-sequential.ts";
import { terminalSafeJson } from "../reports/render-triage-json.ts";
import { createCostGuard } from "../runs/cost-guard.ts";
import { describeRun } from "../runs/describe-run.ts";
import { createModelAccess, type ModelAccess } from "../runs/model-access.ts";
import { createPairPlanner, pairPlaces } from "../runs/plan-pairs.ts";
import { type Matrix, planRun } from "../runs/plan-run.ts";
import { runUntilDecided, type UntilDecidedEnd } from "../runs/run-until-decided.ts";
import { selectMatrix } from "../runs/select-matrix.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { stableHash } from "../shared/stable-hash.ts";
import { writeWholeFile } from "../shared/write-files.ts";
import type { SequentialLook, SequentialPlan } from "../statistics/sequential-test.ts";
import { missingKeyProblem } from "./choose-mode.ts";
import { createClientMakers } from "./client-makers.ts";
import { codeRevision } from "./code-revision.ts";
import { type CliContext, projectPaths } from "./context.ts";
import { EXIT } from "./exit-codes.ts";
import { watchInterrupts } from "./interrupts.ts";
import { allOrEveryProblem, loadLibrary, loadNamedSuite } from "./load-library.ts";
import { openForRecording } from "./open-recordings-for.ts";
import { assertAffordable, priceCalls } from "./price-calls.ts";
import { createRunReport } from "./run-report.ts";
import { type Question, questionOf, type UntilDecidedFlags } from "./until-decided-plan.ts";

const ALPHA = 0.05;
/** Standard deviation of a difference of two passes or scores; that of headlines is the test's own default. */
const SHARE_PRIOR_SD = 0.5;

interface Prepared {
  readonly suiteId: string;
  readonly question: Question;
  readonly matrix: Matrix;
  readonly accessTo: (model: Model) => ModelAccess;
  readonly plan: SequentialPlan;
}

/**
 * `eval --until-decided`: ask two prompts side by side, block by block, until the question is decided, hopeless or out
 * of money. The verdict is a finding, not a failure: exit 0 whichever it is, and the gate is what fails. Exit 3 where
 * the model left too many pairs without a reply, 130 after Ctrl-C.
 */
export async function runEvalUntilDecided(flags: UntilDecidedFlags, context: CliContext): Promise<number> {
  const prepared = await prepare(flags, context);
  const { question, matrix, plan, accessTo } = prepared;
  const recordings = await openForRecording(projectPaths(context, flags.results).recordings, context);
  const startedAt = context.now();
  const manifest = describeRun(matrix, {
    suiteId: prepared.suiteId,
    startedAt,
    codeRevision: await codeRevision(context.root),
    plannedTrials: 2 * plan.cells * plan.plannedBlocks,
  });
  const report = await createRunReport(projectPaths(context, flags.results).runs, manifest);
  const costGuard = createCostGuard(flags.maxCost ?? null);
  const interrupts = watchInterrupts(context);
  const [baseline, candidate] = matrix.prompts;
  if (baseline === undefined || candidate === undefined) throw new Error("two prompts were asked for");
  const seed = Number.parseInt(stableHash(manifest.id).slice(0, 8), 16);
  const tally = createTally();
  const blocks = runUntilDecided({
    ...interrupts,
    plan,
    seed,
    costGuard,
    planner: createPairPlanner(pairPlaces(matrix), { baseline, candidate, has: recordings.has }),
    find: recordings.find,
    record: recordings.append,
    now: context.now,
    clientOf: (model) => clientOf(accessTo(model)),
    measure: (trial) => sequentialValue(question.metric, trial),
  });
  let step = await blocks.next();
  for (; step.done !== true; step = await blocks.next()) {
    const { look, trials } = step.value;
    for (const trial of trials) {
      tally.add(trial);
      await report.add(trial);
    }
    context.stderr(`${blockLine(look, { question, plan, spentUsd: costGuard.spentUsd() })}\n`);
  }
  const end = step.value;
  await recordings.close();

  const spentUsd = costGuard.spentUsd();
  const outcome = outcomeOf(end, { question, plan, seed, spentUsd, provenance: tally.provenance });
  const isStopped = interrupts.stop.aborted;
  const results = await report.finish(
    {
      ...manifest,
      plannedTrials: tally.trials(),
      finishedAt: isStopped ? null : context.now().toISOString(),
      callsMade: end.calls,
      spentUsd,
    },
    null,
  );
  await writeWholeFile({
    path: join(report.path, "until-decided.json"),
    text: `${JSON.stringify(outcome, null, 2)}\n`,
  });
  context.stdout(
    flags.json
      ? `${terminalSafeJson({ schemaVersion: 1, untilDecided: outcome, manifest: results.manifest, rows: results.rows })}\n`
      : `${renderSequential(outcome, context.display)}\n${renderResults(results, context.display)}`,
  );
  context.stderr(`Run written to ${report.path}\n`);
  if (isStopped) return EXIT.interrupted;
  return tally.missing() > 0 && outcome.verdict === "inconclusive" ? EXIT.outside : EXIT.done;
}

async function prepare(flags: UntilDecidedFlags, context: CliContext): Promise<Prepared> {
  const paths = projectPaths(context, flags.results);
  const [suite, library] = await allOrEveryProblem([
    loadNamedSuite(paths.suites, flags.suite),
    loadLibrary(paths),
  ]);
  const question = questionOf(flags, suite);
  const matrix = { ...selectMatrix(suite, library, flags), repeats: question.maxRepeats };
  const accessTo = createModelAccess(context.env, createClientMakers(library));
  assertKeys(matrix.models, accessTo);
  const plan: SequentialPlan = {
    margin: asShare(question.metric, question.tolerance),
    alpha: ALPHA,
    cells: pairPlaces(matrix).length,
    plannedBlocks: question.maxRepeats,
    stopsWhenFutile: flags.futility,
    ...(question.metric.unit === "share" ? { priorSd: SHARE_PRIOR_SD } : {}),
  };
  announce(flags, { matrix, question, plan, context });
  return { suiteId: suite.id, question, matrix, accessTo, plan };
}

/** @throws InvalidInputError naming every key that is missing. */
function assertKeys(models: readonly Model[], accessTo: Prepared["accessTo"]): void {
  const problems = models.flatMap((model) => {
    const access = accessTo(model);
    return "missingKey" in access ? [missingKeyProblem(model.id, access.missingKey)] : [];
  });
  if (problems.length > 0) throw new InvalidInputError(problems);
}

/** What a block costs, before the first is paid for; a cap that cannot be kept stops here. */
function announce(
  { maxCost }: UntilDecidedFlags,
  {
    matrix,
    question,
    plan,
    context,
  }: { matrix: Matrix; question: Question; plan: SequentialPlan; context: CliContext },
): void {
  const prices = priceCalls(planRun({ ...matrix, repeats: 1 }));
  if (maxCost !== undefined) assertAffordable(prices);
  const { prompts, metric, tolerance } = question;
  const calls = 2 * plan.cells;
  context.stderr(
    `${prompts.join(" → ")} on ${metric.id}, tolerated loss ${formatSize(metric.unit, tolerance)}: ` +
      `at most ${formatCount(plan.plannedBlocks, "block")} of ${calls} calls, about ${formatMoney(prices.expectedUsd)} ` +
      `and at most ${formatMoney(prices.atMostUsd)} each${maxCost === undefined ? "" : ` (cap ${formatMoney(maxCost)})`}\n`,
  );
}

function clientOf(access: ModelAccess) {
  if ("client" in access) return access.client;
  throw new Error("a model without its key was planned to be called");
}

/** Counts what the exit code, the manifest and the labels need to know. */
function createTally() {
  let trials = 0;
  let missing = 0;
  const provenance: Partial<Record<Provenance, number>> = {};
  return {
    provenance,
    add(trial: Trial) {
      trials += 1;
      if (isGraded(trial)) provenance[trial.provenance] = (provenance[trial.provenance] ?? 0) + 1;
      else missing += 1;
    },
    trials: () => trials,
    missing: () => missing,
  };
}

function blockLine(
  look: SequentialLook,
  { question, plan, spentUsd }: { question: Question; plan: SequentialPlan; spentUsd: number | null },
): string {
  return renderBlockEnd({
    ...figuresOf(look, question.metric),
    tolerance: question.tolerance,
    blocks: look.blocks,
    plannedBlocks: plan.plannedBlocks,
    likelyBlocksLeft: look.likelyBlocksLeft,
    spentUsd,
  });
}

function figuresOf({ estimate, interval }: SequentialLook, metric: BoundedMetric) {
  return {
    unit: metric.unit,
    estimate: estimate === null ? null : inUnit(metric, estimate),
    interval:
      interval === null ? null : { low: inUnit(metric, interval.low), high: inUnit(metric, interval.high) },
  };
}

function outcomeOf(
  { look, conclusion, calls, pairsAskedAgain }: UntilDecidedEnd,
  {
    question,
    plan,
    ...rest
  }: {
    question: Question;
    plan: SequentialPlan;
    seed: number;
    spentUsd: number | null;
    provenance: SequentialOutcome["provenance"];
  },
): SequentialOutcome {
  const { prompts, metric, tolerance } = question;
  return {
    schemaVersion: 1,
    metric: metric.id,
    ...figuresOf(look, metric),
    tolerance,
    alpha: plan.alpha,
    baseline: prompts[0],
    candidate: prompts[1],
    ...conclusion,
    cells: plan.cells,
    blocks: look.blocks,
    plannedBlocks: plan.plannedBlocks,
    unresolvedPairs: look.unresolved,
    pairsAskedAgain,
    homogeneity: look.homogeneity,
    calls,
    fixedCalls: 2 * plan.cells * plan.plannedBlocks,
    ...rest,
  };
}
