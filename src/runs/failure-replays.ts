import type { NewGateFailure } from "../contracts/comparison.ts";
import type { FailureReplay } from "../contracts/gate.ts";
import type { Prompt } from "../contracts/prompt.ts";
import { isGraded, type Trial } from "../contracts/trial.ts";
import { type Cell, type Matrix, planCell } from "./plan-run.ts";

/** Fresh replies of each prompt: a failure that comes up half the time hides from all five once in 32. */
export const FRESH_REPLIES = 5;

/** The two prompts that a new hard failure is asked of again. */
export interface ReplayedPrompts {
  readonly baseline: Prompt;
  readonly candidate: Prompt;
}

/**
 * The cells that ask new hard failures again on both prompts, each once however many gates failed in it.
 *
 * @param firstRepeat the first repeat that neither side has: what comes from there is fresh
 */
export function planFailureReplays(
  failures: readonly NewGateFailure[],
  {
    matrix: { scenarios, models },
    prompts,
    firstRepeat,
  }: { matrix: Pick<Matrix, "scenarios" | "models">; prompts: ReplayedPrompts; firstRepeat: number },
): Cell[] {
  const cells = new Map<string, Cell>();
  for (const { scenarioId, modelId, language } of failures) {
    const scenario = scenarios.find(({ id }) => id === scenarioId);
    const model = models.find(({ id }) => id === modelId);
    if (scenario === undefined || model === undefined) continue;
    for (const prompt of [prompts.candidate, prompts.baseline]) {
      for (let repeat = firstRepeat; repeat < firstRepeat + FRESH_REPLIES; repeat++) {
        const cell = planCell({ scenario, prompt, model, language, repeat });
        cells.set(JSON.stringify(cell.key), cell);
      }
    }
  }
  return [...cells.values()];
}

/** What the fresh replies said of each failure, once per cell and gate. */
export function tallyFailureReplays(
  failures: readonly NewGateFailure[],
  trials: readonly Trial[],
  prompts: ReplayedPrompts,
): FailureReplay[] {
  const byCellAndGate = new Map(
    failures.map((failure) => [
      JSON.stringify([failure.scenarioId, failure.modelId, failure.language, failure.gate]),
      failure,
    ]),
  );
  return [...byCellAndGate.values()].map(({ scenarioId, modelId, language, gate }) => {
    const own = trials.filter(
      (trial) => trial.scenarioId === scenarioId && trial.modelId === modelId && trial.language === language,
    );
    const failuresOf = ({ id }: Prompt) => {
      const graded = own.filter((trial) => trial.promptId === id).filter(isGraded);
      const failed = graded.filter(({ gateFailures }) => gateFailures.some((found) => found.gate === gate));
      return { failed: failed.length, graded: graded.length };
    };
    const missing = own.find((trial) => !isGraded(trial));
    return {
      scenarioId,
      modelId,
      language,
      gate,
      wanted: FRESH_REPLIES,
      candidate: failuresOf(prompts.candidate),
      baseline: failuresOf(prompts.baseline),
      whyFewer: missing === undefined || isGraded(missing) ? null : missing.problem,
    };
  });
}
