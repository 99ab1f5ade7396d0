import type { Recording } from "../contracts/recording.ts";
import type { GradedTrial, Trial } from "../contracts/trial.ts";
import { upperBoundCostUsd } from "../models/cost.ts";
import { createRandom, type Random } from "../statistics/random.ts";
import {
  type Block,
  inconclusive,
  lookAtBlocks,
  type SequentialConclusion,
  type SequentialLook,
  type SequentialPlan,
} from "../statistics/sequential-test.ts";
import type { CallFailure } from "./call-and-record.ts";
import { type CollectOptions, collectReplies } from "./collect-replies.ts";
import { gradeCells } from "./grade-cells.ts";
import type { createPairPlanner, Pair } from "./plan-pairs.ts";
import { type Cell, requestForCell } from "./plan-run.ts";

/** Times a pair is asked again, both sides anew, after a call of it failed. */
const MOST_RERUNS = 2;

export interface UntilDecidedOptions extends CollectOptions {
  readonly plan: SequentialPlan;
  readonly planner: ReturnType<typeof createPairPlanner>;
  readonly find: (key: string) => Promise<Recording | null>;
  /** A trial's figure, higher is better, such that two differ by −1 to 1; null where it has none. */
  readonly measure: (trial: GradedTrial) => number | null;
  /** Of the order of cells and sides. */
  readonly seed: number;
}

/** After each complete block. */
export interface BlockEnd {
  readonly look: SequentialLook;
  readonly trials: readonly Trial[];
}

export interface UntilDecidedEnd {
  readonly look: SequentialLook;
  readonly conclusion: SequentialConclusion;
  readonly calls: number;
  readonly pairsAskedAgain: number;
}

/**
 * Asks both prompts block by block, a fresh pair in every cell, and stops as soon as the plan's test is decided or
 * hopeless. The calls of a pair stand beside each other in the queue of their model, in an order of chance, so that
 * what happens at the vendor happens to both.
 *
 * A block that could pass the cost guard's cap is not started. One that is stopped half-way is recorded like any other
 * replies and counts for nothing: only whole blocks are evidence.
 */
export async function* runUntilDecided(
  options: UntilDecidedOptions,
): AsyncGenerator<BlockEnd, UntilDecidedEnd> {
  const { plan, costGuard, stop, seed } = options;
  const random = createRandom(seed);
  const blocks: Block[] = [];
  let look = lookAtBlocks(blocks, plan);
  let calls = 0;
  let pairsAskedAgain = 0;
  const end = (conclusion: SequentialConclusion): UntilDecidedEnd => ({
    look,
    conclusion,
    calls,
    pairsAskedAgain,
  });

  while (look.conclusion === null) {
    const pairs = options.planner.plan([...Array(plan.cells).keys()], random);
    if (stop.aborted) return end(inconclusive("stopped"));
    if (!costGuard.hasRoomFor(upperBoundOf(pairs)))
      return end(inconclusive("the next block could pass --max-cost"));
    const asked = await askBlock(pairs, { ...options, random });
    calls += asked.calls;
    pairsAskedAgain += asked.pairsAskedAgain;
    if (stop.aborted && asked.isCutShort) return end(inconclusive("stopped"));
    blocks.push(asked.block);
    look = lookAtBlocks(blocks, plan);
    yield { look, trials: asked.trials };
  }
  return end(look.conclusion);
}

function upperBoundOf(pairs: readonly Pair[]): number | null {
  let total = 0;
  for (const cell of pairs.flatMap(({ asked }) => asked)) {
    const bound = upperBoundCostUsd(requestForCell(cell), cell.model.price);
    if (bound === null) return null;
    total += bound;
  }
  return total;
}

async function askBlock(first: readonly Pair[], options: UntilDecidedOptions & { random: Random }) {
  const { planner, random, stop } = options;
  const settled = new Map<number, { difference: number | null; trials: readonly Trial[] }>();
  let pairs = first;
  let calls = 0;
  let pairsAskedAgain = 0;
  for (let rerun = 0; pairs.length > 0; rerun += 1) {
    const cells = pairs.flatMap(({ asked }) => asked);
    const failures = await collectReplies(cells, options);
    calls += cells.filter((cell) => failures.get(cell)?.kind !== "not-called").length;
    const failed = pairs.filter(({ asked }) => asked.some((cell) => failures.has(cell)));
    const isLast = rerun === MOST_RERUNS || stop.aborted;
    for (const pair of pairs.filter((one) => isLast || !failed.includes(one))) {
      settled.set(pair.place, await gradePair(pair, failures, options));
    }
    if (isLast || failed.length === 0)
      return blockOf(settled, { calls, pairsAskedAgain, isCutShort: failed.length > 0 });
    pairsAskedAgain += failed.length;
    pairs = planner.plan(
      failed.map(({ place }) => place),
      random,
    );
  }
  throw new Error("a block has at least one pair");
}

/** Differences in the order of the places, whatever the order they were asked in. */
function blockOf(
  settled: ReadonlyMap<number, { difference: number | null; trials: readonly Trial[] }>,
  counts: { calls: number; pairsAskedAgain: number; isCutShort: boolean },
) {
  const inOrder = [...settled].toSorted(([a], [b]) => a - b).map(([, pair]) => pair);
  return {
    block: inOrder.map(({ difference }) => difference),
    trials: inOrder.flatMap(({ trials }) => trials),
    ...counts,
  };
}

async function gradePair(
  { baseline, candidate }: Pair,
  failures: ReadonlyMap<Cell, CallFailure>,
  { find, measure }: UntilDecidedOptions,
) {
  const trials = await Array.fromAsync(gradeCells([baseline, candidate], { find, failures, judge: null }));
  const [before, after] = trials.map((trial) =>
    trial.outcome === "scored" || trial.outcome === "unreadable" ? measure(trial) : null,
  );
  return { difference: before == null || after == null ? null : after - before, trials };
}
