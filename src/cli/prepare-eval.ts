import type { Language } from "../contracts/language.ts";
import type { Model } from "../contracts/model.ts";
import type { Mode } from "../contracts/run.ts";
import type { Suite } from "../contracts/suite.ts";
import type { Recordings } from "../models/recordings.ts";
import { loadJudgePrompt } from "../prompts/load-prompts.ts";
import type { StoppableClient } from "../runs/collect-replies.ts";
import type { JudgeIdentity } from "../runs/judge.ts";
import { createModelAccess, type ModelAccess } from "../runs/model-access.ts";
import { type Cell, type Matrix, planRun } from "../runs/plan-run.ts";
import { type CallPlan, planCalls } from "../runs/run-suite.ts";
import { type Library, selectMatrix } from "../runs/select-matrix.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { chooseMode } from "./choose-mode.ts";
import { createClientMakers } from "./client-makers.ts";
import { type CliContext, projectPaths } from "./context.ts";
import { allOrEveryProblem, loadLibrary, loadNamedSuite } from "./load-library.ts";
import { openForRecording, openForReplay } from "./open-recordings-for.ts";
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

/** A run that has been checked, planned and announced; nothing is spent yet. */
export interface PreparedEval {
  readonly suite: Suite;
  readonly matrix: Matrix;
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
  readonly access: { readonly client: StoppableClient } | { readonly reason: string };
  readonly isFresh: boolean;
}

/**
 * Loads and checks everything a run needs, decides what will be called and says so.
 *
 * @throws InvalidInputError with every problem found, OutsideError where replies could not be stored.
 */
export async function prepareEval(flags: EvalFlags, context: CliContext): Promise<PreparedEval> {
  const paths = projectPaths(context, flags.results);
  const [suite, library] = await allOrEveryProblem([
    loadNamedSuite(paths.suites, flags.suite),
    loadLibrary(paths),
  ]);
  const matrix = selectMatrix(suite, library, flags);
  const cells = planRun(matrix);
  const stored = await openForReplay(paths.recordings, context);
  const { mode, accessTo } = chooseAccess(flags.mode, { library, matrix, cells, stored, env: context.env });
  const plan = planCalls(cells, { mode, has: stored.has, accessTo });
  const judge =
    flags.judge === undefined
      ? null
      : await prepareJudge(flags.judge, { paths, library, matrix, mode, accessTo });
  announce(flags, { cells, plan, mode, judge, context });

  const prepared = { suite, matrix, cells, plan, accessTo, judge };
  const mayCall = plan.toCall.length > 0 || (judge !== null && "client" in judge.access);
  if (!mayCall) return { ...prepared, recordings: stored };
  await stored.close();
  return { ...prepared, recordings: await openForRecording(paths.recordings, context) };
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
  const model = from.library.models.get(id);
  if (model === undefined)
    throw new InvalidInputError(unknownName("model", id, [...from.library.models.keys()]));
  if (from.matrix.models.some((judged) => judged.id === id)) {
    throw new InvalidInputError({
      problem: `"${id}" would judge its own replies`,
      at: "--judge",
      expected: "a model that is not among those evaluated",
      received: id,
      fix: "name another model, or leave this one out of --models",
    });
  }
  const access = from.accessTo(model);
  const identity = { model, prompt: await loadJudgePrompt(from.paths.prompts) };
  const isFresh = from.mode === "record";
  if (from.mode === "replay") {
    return { identity, isFresh, access: { reason: "no judgement is recorded, and replay makes no calls" } };
  }
  if ("missingKey" in access) {
    return {
      identity,
      isFresh: false,
      access: { reason: `no judgement is recorded, and ${access.missingKey} is not set` },
    };
  }
  return { identity, isFresh, access };
}

function chooseAccess(
  asked: Mode | undefined,
  {
    library,
    matrix,
    cells,
    stored,
    env,
  }: { library: Library; matrix: Matrix; cells: readonly Cell[]; stored: Recordings; env: CliContext["env"] },
) {
  const accessTo = createModelAccess(env, createClientMakers(library));
  const incomplete = new Set(
    cells.filter((cell) => !stored.has(cell.recordingKey)).map(({ model }) => model),
  );
  const models = matrix.models.map((model) => ({
    id: model.id,
    access: accessTo(model),
    hasMissingCells: incomplete.has(model),
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
