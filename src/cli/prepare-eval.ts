import type { Language } from "../contracts/language.ts";
import type { Model } from "../contracts/model.ts";
import type { Mode } from "../contracts/run.ts";
import type { Suite } from "../contracts/suite.ts";
import type { Recordings } from "../models/recordings.ts";
import type { JudgeIdentity } from "../runs/judge.ts";
import { createModelAccess, type ModelAccess } from "../runs/model-access.ts";
import { type Cell, type Matrix, planRun } from "../runs/plan-run.ts";
import { type CallPlan, planCalls } from "../runs/run-suite.ts";
import { type Library, selectMatrix } from "../runs/select-matrix.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { chooseMode } from "./choose-mode.ts";
import { createClientMakers } from "./client-makers.ts";
import { type CliContext, projectPaths } from "./context.ts";
import { incidentPlace } from "./incident-place.ts";
import { allOrEveryProblem, loadLibrary, loadNamedSuite } from "./load-library.ts";
import { openForRecording, openForReplay } from "./open-recordings-for.ts";
import { type JudgeAccess, judgeAccess, loadJudge } from "./prepare-judge.ts";
import { assertAffordable, priceCalls, renderCallPlan } from "./price-calls.ts";

export interface EvalFlags {
  readonly suite: string;
  readonly scenarios?: string[];
  readonly prompts?: string[];
  readonly models?: string[];
  readonly languages?: Language[];
  readonly repeats?: number;
  readonly mode?: Mode;
  readonly maxCost?: number;
  readonly judge?: string;
  readonly results?: string;
  readonly json?: boolean;
}

/** A suite and all it may name. */
export interface LoadedSuite {
  readonly suite: Suite;
  readonly library: Library;
}

/** A run that has been checked, planned and announced; nothing is spent yet. */
export interface PreparedEval {
  readonly suite: Suite;
  readonly matrix: Matrix;
  /** What the manifest says of the past incidents shown; null where none are. */
  readonly similar: { readonly limit: number; readonly hash: string } | null;
  readonly mode: Mode;
  readonly cells: readonly Cell[];
  readonly plan: CallPlan;
  readonly accessTo: (model: Model) => ModelAccess;
  /** Proved writable where there is something to call. */
  readonly recordings: Recordings;
  /** Null where nobody judges. */
  readonly judge: PreparedJudge | null;
}

export interface PreparedJudge {
  readonly identity: JudgeIdentity;
  readonly access: JudgeAccess;
  readonly isFresh: boolean;
}

/** @throws InvalidInputError with every problem of the suite and of the library at once. */
export async function loadForEval(flags: EvalFlags, context: CliContext): Promise<LoadedSuite> {
  const paths = projectPaths(context, flags.results);
  const [suite, library] = await allOrEveryProblem([
    loadNamedSuite(paths.suites, flags.suite),
    loadLibrary(paths),
  ]);
  return { suite, library };
}

/**
 * Loads, where that is still to be done, and checks everything a run needs, decides what will be called and says so.
 *
 * @throws InvalidInputError with every problem found, OutsideError where replies could not be stored.
 */
export async function prepareEval(
  flags: EvalFlags,
  context: CliContext,
  loaded?: LoadedSuite,
): Promise<PreparedEval> {
  const paths = projectPaths(context, flags.results);
  const { suite, library } = loaded ?? (await loadForEval(flags, context));
  const { matrix, shown } = await withSimilar(suite, selectMatrix(suite, library, flags), flags, context);
  const cells = planRun(matrix);
  const stored = await openForReplay(paths.recordings, context);
  const missing = new Set(
    cells.filter(({ recordingKey }) => !stored.has(recordingKey)).map(({ model }) => model),
  );
  const { mode, accessTo } = chooseAccess(flags.mode, { library, matrix, missing, env: context.env });
  const plan = planCalls(cells, { mode, has: stored.has, accessTo });
  const judge =
    flags.judge === undefined
      ? null
      : await prepareJudge(flags.judge, { paths, library, matrix, mode, accessTo });
  announce(flags, { cells, plan, mode, judge, context });

  const prepared = { suite, matrix, mode, similar: shown, cells, plan, accessTo, judge };
  const mayCall = plan.toCall.length > 0 || (judge !== null && "client" in judge.access);
  if (!mayCall) return { ...prepared, recordings: stored };
  await stored.close();
  return { ...prepared, recordings: await openForRecording(paths.recordings, context) };
}

/** The database is loaded only for a suite that shows past incidents. */
async function withSimilar(suite: Suite, matrix: Matrix, { results }: EvalFlags, context: CliContext) {
  if (suite.similar === 0) return { matrix, shown: null };
  const { showSimilar } = await import("./show-similar.ts");
  return showSimilar(suite, matrix, incidentPlace(context, results));
}

/** @throws InvalidInputError when there is no such model, or it would judge its own replies. */
async function prepareJudge(
  id: string,
  from: {
    paths: { prompts: string };
    library: Library;
    matrix: Matrix;
    mode: Mode;
    accessTo: (model: Model) => ModelAccess;
  },
): Promise<PreparedJudge> {
  const identity = await loadJudge(id, { library: from.library, prompts: from.paths.prompts });
  if (from.matrix.models.some((judged) => judged.id === id)) {
    throw new InvalidInputError({
      problem: `"${id}" would judge its own replies`,
      at: "--judge",
      expected: "a model that is not among those evaluated",
      received: id,
      fix: "name another model, or leave this one out of --models",
    });
  }
  return { identity, isFresh: from.mode === "record", access: judgeAccess(identity.model, from) };
}

/** The mode of a run, `missing` being the models with cells to call, and the models it may call. @throws InvalidInputError naming every missing key. */
export function chooseAccess(
  asked: Mode | undefined,
  {
    library,
    matrix,
    missing,
    env,
  }: { library: Library; matrix: Matrix; missing: ReadonlySet<Model>; env: CliContext["env"] },
) {
  const accessTo = createModelAccess(env, createClientMakers(library));
  const models = matrix.models.map((model) => ({
    id: model.id,
    access: accessTo(model),
    hasMissingCells: missing.has(model),
  }));
  return { mode: chooseMode(asked, models), accessTo };
}

/** What will be called and what it costs, on standard error; a cap that cannot be kept stops here. */
function announce(
  { maxCost }: EvalFlags,
  {
    cells,
    plan,
    mode,
    judge,
    context,
  }: {
    cells: readonly Cell[];
    plan: CallPlan;
    mode: Mode;
    judge: PreparedJudge | null;
    context: CliContext;
  },
): void {
  const prices = priceCalls(plan.toCall);
  if (maxCost !== undefined) assertAffordable(prices);
  context.stderr(renderCallPlan({ cells, plan, mode, prices, maxCostUsd: maxCost ?? null }));
  if (judge !== null) context.stderr(judgeLine(judge, cells.length));
}

function judgeLine({ identity, access }: PreparedJudge, trials: number): string {
  const who = `Judge: ${identity.model.id}, prompt judge/${identity.prompt.id}`;
  return "client" in access
    ? `${who}; at most ${trials} calls more, none for a judgement that is recorded\n`
    : `${who}; what is not recorded stays unjudged: ${access.reason}\n`;
}
