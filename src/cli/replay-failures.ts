import type { NewGateFailure } from "../contracts/comparison.ts";
import type { FailureReplay } from "../contracts/gate.ts";
import type { Model } from "../contracts/model.ts";
import type { Mode } from "../contracts/run.ts";
import type { Trial } from "../contracts/trial.ts";
import type { CostGuard } from "../runs/cost-guard.ts";
import {
  FRESH_REPLIES,
  planFailureReplays,
  type ReplayedPrompts,
  tallyFailureReplays,
} from "../runs/failure-replays.ts";
import type { ModelAccess } from "../runs/model-access.ts";
import type { Matrix } from "../runs/plan-run.ts";
import { planCalls, runSuite } from "../runs/run-suite.ts";
import type { CliContext } from "./context.ts";
import type { watchInterrupts } from "./interrupts.ts";
import { openForRecording, openForReplay } from "./open-recordings-for.ts";
import { priceCalls, renderCallPlan } from "./price-calls.ts";
import { createProgress } from "./progress.ts";
import { createOutcome } from "./run-prepared.ts";

export interface ReplayGround {
  readonly matrix: Matrix;
  readonly prompts: ReplayedPrompts;
  readonly firstRepeat: number;
  readonly mode: Mode;
  readonly accessTo: (model: Model) => ModelAccess;
  readonly recordingsFolder: string;
  readonly maxCostUsd: number | null;
  readonly costGuard: CostGuard;
  readonly interrupts: ReturnType<typeof watchInterrupts>;
  readonly context: CliContext;
}

const BLOCKS_AT_ONCE = `New hard failures block at once where nothing is called; with --mode auto and a key each is asked up to ${FRESH_REPLIES} times more of both prompts.\n`;

/**
 * Asks new hard failures again on both prompts. Fresh replies are recorded like any other, so that a later replay reads
 * them and comes to the same decision without a call.
 */
export async function replayFailures(
  failures: readonly NewGateFailure[],
  ground: ReplayGround,
): Promise<{ readonly replays: readonly FailureReplay[]; readonly callsMade: number }> {
  if (failures.length === 0) return { replays: [], callsMade: 0 };
  const { context, recordingsFolder, mode, accessTo, maxCostUsd, interrupts, costGuard, prompts } = ground;
  const cells = planFailureReplays(failures, ground);
  const stored = await openForReplay(recordingsFolder, context);
  const plan = planCalls(cells, { mode, has: stored.has, accessTo });
  const mayCall = plan.toCall.length > 0;
  if (mayCall) await stored.close();
  const recordings = mayCall ? await openForRecording(recordingsFolder, context) : stored;
  if (!mayCall && plan.notCalled.size > 0) context.stderr(BLOCKS_AT_ONCE);
  if (mayCall) {
    const prices = priceCalls(plan.toCall);
    context.stderr(
      `New hard failures are asked again on both prompts.\n${renderCallPlan({ cells, plan, mode, prices, maxCostUsd })}`,
    );
  }

  const outcome = createOutcome(plan);
  const trials: Trial[] = [];
  const graded = runSuite(cells, plan, {
    ...interrupts,
    record: recordings.append,
    find: recordings.find,
    costGuard,
    now: context.now,
    accessTo,
    judge: null,
    onProgress: createProgress(context).show,
  });
  for await (const trial of graded) {
    outcome.add(trial);
    trials.push(trial);
  }
  await recordings.close();
  return { replays: tallyFailureReplays(failures, trials, prompts), callsMade: outcome.callsMade() };
}
