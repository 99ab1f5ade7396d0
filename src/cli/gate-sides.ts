import type { Baseline, GradingIdentity } from "../contracts/baseline.ts";
import type { Model } from "../contracts/model.ts";
import type { Mode } from "../contracts/run.ts";
import type { Suite } from "../contracts/suite.ts";
import type { GateSide } from "../reports/gate-view.ts";
import type { CostGuard } from "../runs/cost-guard.ts";
import type { ReplayedPrompts } from "../runs/failure-replays.ts";
import type { ModelAccess } from "../runs/model-access.ts";
import { type Matrix, planRun } from "../runs/plan-run.ts";
import { type Library, selectMatrix } from "../runs/select-matrix.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { loadRun, type StoredRun } from "../store/run-folder.ts";
import { staleReasons } from "../store/stale-baseline.ts";
import { collectFigures } from "./collect-figures.ts";
import { type CliContext, projectPaths } from "./context.ts";
import { findRun } from "./find-run.ts";
import type { watchInterrupts } from "./interrupts.ts";
import { chooseAccess, type EvalFlags, prepareEval } from "./prepare-eval.ts";
import { runPrepared } from "./run-prepared.ts";
import { tellOfTornTrial } from "./tell-of-torn-trial.ts";

/** What a gate stands on: which prompts are compared, over which cells. */
export interface GateGround {
  readonly suite: Suite;
  readonly library: Library;
  readonly baseline: Baseline;
  readonly prompts: ReplayedPrompts;
  /** The suite with the candidate as its only prompt. */
  readonly matrix: Matrix;
  readonly costGuard: CostGuard;
  readonly interrupts: ReturnType<typeof watchInterrupts>;
  readonly today: GradingIdentity;
}

/** The candidate's trials, one for every cell of the suite, and how they came to be. */
export interface TriedSide extends GateSide {
  /** Trials that a judge was to read and did not. */
  readonly unjudged: number;
  readonly runId: string;
  readonly callsMade: number;
  /** Whether and how more may be asked. */
  readonly mode: Mode;
  readonly accessTo: (model: Model) => ModelAccess;
}

/**
 * The candidate is the prompt named, else the suite's newest; it is held against the newest prompt that the baseline approves.
 *
 * @throws InvalidInputError for a prompt or anything of the suite that is not there.
 */
export function gateGround(
  candidateId: string | undefined,
  { suite, library, baseline }: Pick<GateGround, "suite" | "library" | "baseline">,
): Pick<GateGround, "suite" | "library" | "baseline" | "prompts" | "matrix"> {
  const approved = new Set(baseline.trials.map(({ promptId }) => promptId));
  const known = [...library.prompts.keys()];
  const newestOf = (ids: (id: string) => boolean) => library.prompts.get(known.findLast(ids) ?? "");
  const candidate =
    candidateId === undefined
      ? newestOf((id) => suite.prompts.includes(id))
      : library.prompts.get(candidateId);
  if (candidate === undefined) {
    throw new InvalidInputError(unknownName("prompt", candidateId ?? suite.prompts.join(", "), known));
  }
  const against = newestOf((id) => approved.has(id));
  if (against === undefined) throw promptGone([...approved], suite.id);
  const matrix = selectMatrix(suite, library, { prompts: [candidate.id] });
  return { suite, library, baseline, prompts: { candidate, baseline: against }, matrix };
}

/** The baseline's trials of the prompt that it approves. */
export function approvedSide({ baseline, prompts }: GateGround): GateSide {
  const { id } = prompts.baseline;
  return { promptId: id, trials: baseline.trials.filter(({ promptId }) => promptId === id) };
}

type SideFlags = Pick<EvalFlags, "suite" | "mode" | "maxCost" | "results"> & { readonly run?: string };

/** The candidate's side, graded now exactly as `eval` does, or read from the run named. */
export function triedSide(ground: GateGround, flags: SideFlags, context: CliContext): Promise<TriedSide> {
  return flags.run === undefined
    ? gradedSide(ground, flags, context)
    : storedSide(flags.run, ground, { flags, context });
}

async function gradedSide(ground: GateGround, flags: SideFlags, context: CliContext): Promise<TriedSide> {
  const { costGuard, interrupts, prompts, baseline } = ground;
  const collected = collectFigures(planRun(ground.matrix).map(({ key }) => key));
  // What the baseline's judge said is compared with what the same judge says now.
  const judge = baseline.certificate.judge?.modelId;
  const prepared = await prepareEval(
    { ...flags, prompts: [prompts.candidate.id], ...(judge === undefined ? {} : { judge }) },
    context,
    ground,
  );
  const { results, callsMade } = await runPrepared(prepared, {
    context,
    costGuard,
    interrupts,
    resultsFolder: flags.results,
    onTrial: collected.add,
  });
  const { mode, accessTo } = prepared;
  return {
    promptId: ground.prompts.candidate.id,
    ...collected.result(),
    mode,
    accessTo,
    runId: results.manifest.id,
    callsMade,
  };
}

async function storedSide(
  name: string,
  ground: GateGround,
  from: { flags: SideFlags; context: CliContext },
): Promise<TriedSide> {
  const run = await storedRun(name, ground, from);
  const collected = collectFigures(planRun(ground.matrix).map(({ key }) => key));
  for await (const trial of run.trials()) collected.add(trial);
  const { flags, context } = from;
  const { library, matrix } = ground;
  const access = chooseAccess(flags.mode, { library, matrix, missing: new Set(), env: context.env });
  return {
    promptId: ground.prompts.candidate.id,
    ...collected.result(),
    ...access,
    runId: run.manifest.id,
    callsMade: 0,
  };
}

async function storedRun(
  name: string,
  { suite, prompts, today }: GateGround,
  { flags, context }: { flags: SideFlags; context: CliContext },
): Promise<StoredRun> {
  const { runs } = projectPaths(context, flags.results);
  const run = await loadRun(await findRun(name, { runsFolder: runs, userFolder: context.userFolder }), {
    onTornLine: tellOfTornTrial(context),
  });
  const { manifest, path } = run;
  const { id } = prompts.candidate;
  const again = `npm run eval -- --suite ${suite.id} --prompts ${id}`;
  if (manifest.suite.id !== suite.id || !manifest.suite.prompts.includes(id)) {
    throw new InvalidInputError({
      problem: "this run does not try the candidate on the suite",
      at: path,
      expected: `suite ${suite.id}, prompt ${id}`,
      received: `suite ${manifest.suite.id}, prompts ${manifest.suite.prompts.join(", ")}`,
      fix: again,
    });
  }
  const changes = staleReasons(manifest, today);
  if (changes.length === 0) return run;
  throw new InvalidInputError({
    problem: `this run is stale: ${changes.join("; ")}`,
    at: path,
    expected: "grades by today's scenarios, prompts, models and scorers",
    fix: `${again}; recorded replies are not called again`,
  });
}

function promptGone(approved: readonly string[], suiteId: string): InvalidInputError {
  return new InvalidInputError({
    problem: `no prompt that baseline "${suiteId}" approves is there any more`,
    expected: approved.join(", "),
    fix: `npm run eval -- --suite ${suiteId} && npm run baseline -- approve latest --suite ${suiteId}`,
  });
}
