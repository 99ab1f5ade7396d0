import type { Language } from "../contracts/language.ts";
import type { Model } from "../contracts/model.ts";
import type { Mode } from "../contracts/run.ts";
import type { Suite } from "../contracts/suite.ts";
import type { Recordings } from "../models/recordings.ts";
import { createModelAccess, type ModelAccess } from "../runs/model-access.ts";
import { type Cell, type Matrix, planRun } from "../runs/plan-run.ts";
import { type CallPlan, planCalls } from "../runs/run-suite.ts";
import { selectMatrix } from "../runs/select-matrix.ts";
import { chooseMode } from "./choose-mode.ts";
import { type CliContext, projectPaths } from "./context.ts";
import { allOrEveryProblem, loadLibrary, loadNamedSuite } from "./load-library.ts";
import { openForRecording, openForReplay } from "./open-recordings-for.ts";
import { assertAffordable, priceCalls, renderCallPlan } from "./price-calls.ts";
import { createLazyPromptfooClient } from "./promptfoo-models.ts";

export interface EvalFlags {
  readonly suite: string;
  readonly scenarios?: string[];
  readonly prompts?: string[];
  readonly models?: string[];
  readonly languages?: Language[];
  readonly repeats?: number;
  readonly mode?: Mode;
  readonly maxCost?: number;
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
  const { mode, accessTo } = chooseAccess(flags.mode, { matrix, cells, stored, env: context.env });
  const plan = planCalls(cells, { mode, has: stored.has, accessTo });
  announce(flags, { cells, plan, mode, context });

  if (plan.toCall.length === 0) return { suite, matrix, cells, plan, accessTo, recordings: stored };
  await stored.close();
  return {
    suite,
    matrix,
    cells,
    plan,
    accessTo,
    recordings: await openForRecording(paths.recordings, context),
  };
}

function chooseAccess(
  asked: Mode | undefined,
  {
    matrix,
    cells,
    stored,
    env,
  }: { matrix: Matrix; cells: readonly Cell[]; stored: Recordings; env: CliContext["env"] },
) {
  const accessTo = createModelAccess(env, createLazyPromptfooClient);
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
  { cells, plan, mode, context }: { cells: readonly Cell[]; plan: CallPlan; mode: Mode; context: CliContext },
): void {
  const prices = priceCalls(plan.toCall);
  if (maxCost !== undefined) assertAffordable(prices);
  context.stderr(renderCallPlan({ cells, plan, mode, prices, maxCostUsd: maxCost ?? null }));
}
