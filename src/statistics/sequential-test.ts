import { type BettingOptions, betOnBlocks } from "./block-betting.ts";
import { blockHomogeneity } from "./block-homogeneity.ts";
import { confidenceSequence } from "./confidence-sequence.ts";
import { isFutile } from "./futility.ts";
import type { Interval } from "./interval.ts";
import { mean } from "./mean.ts";

/** Differences candidate − baseline, −1 to 1, one per cell, cells always in the same order; null where a pair has no value. */
export type Block = readonly (number | null)[];

/** Fixed before the first block. */
export interface SequentialPlan {
  /** The largest loss that is still accepted, 0 to below 1. */
  readonly margin: number;
  /** The chance of a wrong pass, and of a wrong fail. */
  readonly alpha: number;
  readonly cells: number;
  readonly plannedBlocks: number;
  /** Expected standard deviation of one difference. A wrong one costs power, never validity. */
  readonly priorSd?: number;
  /** Gives up where a verdict is out of reach. Saves money; not asking for it harms nothing. */
  readonly stopsWhenFutile: boolean;
}

/** What is known after some blocks. */
export interface SequentialLook {
  readonly blocks: number;
  /** Mean of the differences that are known; null where none is. Biased after stopping early: quote the interval. */
  readonly estimate: number | null;
  /** Holds the truth with probability 1 − 2α at every look at once; above −margin just where the verdict is a pass. */
  readonly interval: Interval | null;
  /** Chance of block means as far apart as these if nothing hit one side of a whole block; null where unknown. */
  readonly homogeneity: number | null;
  readonly unresolved: number;
  /** Blocks until a verdict if the evidence goes on growing as it did; null where there is none left to do. */
  readonly likelyBlocksLeft: number | null;
  /** Null: go on. */
  readonly conclusion: SequentialConclusion | null;
}

export interface SequentialConclusion {
  readonly verdict: "pass" | "fail" | "inconclusive";
  readonly reason: string;
}

/** No verdict on one block: whether anything hit one side of it could not be told. */
const FEWEST_BLOCKS = 2;
const UNRESOLVED_AT_MOST = 0.02;
const HOMOGENEOUS_FROM = 0.01;

/**
 * What is known after some complete blocks, and whether to stop: `concludeBlocks`, with the interval that may be quoted.
 */
export function lookAtBlocks(blocks: readonly Block[], plan: SequentialPlan): SequentialLook {
  const fills = fill(blocks);
  const options = bettingOptions(plan);
  const known = blocks.flat().filter((difference) => difference !== null);
  const conclusion = concludeBlocks(blocks, plan);
  const { peak } = betOnBoth(fills, options);
  return {
    blocks: blocks.length,
    estimate: mean(known),
    interval: intervalOf(fills, options),
    homogeneity: blockHomogeneity(fills.likely),
    unresolved: blocks.flat().length - known.length,
    likelyBlocksLeft: conclusion === null ? projectBlocks({ peak, blocks: blocks.length, plan }) : null,
    conclusion,
  };
}

/**
 * Whether to stop after these complete blocks, and with which verdict; null to go on. At most α chance of a wrong pass
 * and of a wrong fail, however often it is asked (`betOnBlocks`).
 *
 * A pair without a value counts as the worst loss for a pass and the greatest gain for a fail, so that what is missing
 * can never decide; more than 2 % of them, or blocks that differ (p < .01), make the whole inconclusive.
 */
export function concludeBlocks(blocks: readonly Block[], plan: SequentialPlan): SequentialConclusion | null {
  const pairs = blocks.flat();
  const unresolved = pairs.filter((difference) => difference === null).length;
  if (unresolved > UNRESOLVED_AT_MOST * pairs.length) {
    return inconclusive(`${unresolved} of ${pairs.length} pairs have no value, more than 2 %`);
  }
  if (blocks.length < FEWEST_BLOCKS && plan.plannedBlocks >= FEWEST_BLOCKS) return null;
  const fills = fill(blocks);
  const { verdict } = betOnBoth(fills, bettingOptions(plan));
  const isOver = blocks.length >= plan.plannedBlocks;
  if (verdict === "undecided" && !isOver) {
    return plan.stopsWhenFutile && isFutile(fills.likely, plan)
      ? inconclusive("a verdict is out of reach of the blocks left")
      : null;
  }
  if ((blockHomogeneity(fills.likely) ?? 1) < HOMOGENEOUS_FROM) {
    return inconclusive("the blocks differ by more than chance: something hit one side of a whole block");
  }
  if (verdict === "undecided") return inconclusive("every planned block is used");
  return {
    verdict,
    reason: verdict === "pass" ? "no loss beyond the tolerance" : "a loss beyond the tolerance",
  };
}

function bettingOptions({ alpha, margin, cells, plannedBlocks, priorSd }: SequentialPlan): BettingOptions {
  const planned = cells * plannedBlocks;
  return { alpha, margin, planned, ...(priorSd === undefined ? {} : { priorSd }) };
}

/** The blocks with what is missing filled in: against a pass, against a fail, and as it most likely was. */
interface Fills {
  readonly worst: readonly (readonly number[])[];
  readonly best: readonly (readonly number[])[];
  readonly likely: readonly (readonly number[])[];
}

function fill(blocks: readonly Block[]): Fills {
  return {
    worst: filledWith(blocks, () => -1),
    best: filledWith(blocks, () => 1),
    likely: filledWith(blocks, (known) => mean(known) ?? 0),
  };
}

function filledWith(blocks: readonly Block[], fill: (known: readonly number[]) => number): number[][] {
  return blocks.map((block) => {
    const known = block.filter((difference) => difference !== null);
    return block.map((difference) => difference ?? fill(known));
  });
}

function betOnBoth({ worst, best }: Fills, options: BettingOptions) {
  const pass = betOnBlocks(worst, options);
  const fail = betOnBlocks(best, options);
  const verdict = pass.verdict === "pass" ? "pass" : fail.verdict === "fail" ? "fail" : "undecided";
  return { verdict, peak: Math.max(pass.peakPass, fail.peakFail) } as const;
}

/** At 2α, so that it agrees with two tests at α each. */
function intervalOf(
  { worst, best }: Fills,
  { margin: _, alpha, ...options }: BettingOptions,
): Interval | null {
  const low = confidenceSequence(worst, { ...options, alpha: 2 * alpha });
  const high = confidenceSequence(best, { ...options, alpha: 2 * alpha });
  return low === null || high === null ? null : { low: low.low, high: high.high };
}

export function inconclusive(reason: string): SequentialConclusion {
  return { verdict: "inconclusive", reason };
}

/** The evidence of a true effect grows about evenly with the blocks. */
function projectBlocks({
  peak,
  blocks,
  plan,
}: {
  peak: number;
  blocks: number;
  plan: SequentialPlan;
}): number {
  const left = plan.plannedBlocks - blocks;
  if (peak <= 0) return left;
  const needed = (Math.log(1 / plan.alpha) / peak - 1) * blocks;
  return Math.max(1, Math.min(left, Math.ceil(needed)));
}
