import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { betOnBlocks } from "./block-betting.ts";
import { blockHomogeneity } from "./block-homogeneity.ts";
import { confidenceSequence } from "./confidence-sequence.ts";
import { isFutile } from "./futility.ts";
import { createRandom, type Random } from "./random.ts";

const CELLS = 40;
const BLOCKS = 10;
const options = { margin: 0.05, alpha: 0.05, planned: CELLS * BLOCKS };

/** Two noisy scores a cell; cells differ in how they react to the change. */
function draw(
  random: Random,
  { effect, sd = 0.12, blocks = BLOCKS }: { effect: number; sd?: number; blocks?: number },
) {
  const cells = Array.from({ length: CELLS }, () => effect + 0.05 * random.normal());
  const centre = cells.reduce((total, cell) => total + cell, 0) / CELLS - effect;
  return Array.from({ length: blocks }, () =>
    cells.map((cell) => Math.max(-1, Math.min(1, cell - centre + sd * (random.normal() - random.normal())))),
  );
}

const shareOf = (
  verdict: string,
  { effect, runs = 300, seed }: { effect: number; runs?: number; seed: number },
) => {
  const random = createRandom(seed);
  let count = 0;
  for (let run = 0; run < runs; run += 1) {
    const blocks = draw(random, { effect });
    // Looks after every block and stops at the first verdict.
    const stop = blocks.findIndex(
      (_, at) => betOnBlocks(blocks.slice(0, at + 1), options).verdict !== "undecided",
    );
    if (stop !== -1 && betOnBlocks(blocks.slice(0, stop + 1), options).verdict === verdict) count += 1;
  }
  return count / runs;
};

describe("betOnBlocks", () => {
  it("passes an unchanged candidate, fails a bad one, and rarely errs at the margin", () => {
    expect(shareOf("pass", { effect: 0, seed: 1 })).toBeGreaterThan(0.97);
    expect(shareOf("fail", { effect: -0.12, seed: 2 })).toBeGreaterThan(0.97);
    expect(shareOf("pass", { effect: -0.05, seed: 3 })).toBeLessThan(0.06);
    expect(shareOf("fail", { effect: -0.05, seed: 4 })).toBeLessThan(0.06);
  });

  it("is undecided before the first block", () => {
    expect(betOnBlocks([], options)).toEqual({
      blocks: 0,
      differences: 0,
      peakPass: 0,
      peakFail: 0,
      verdict: "undecided",
    });
  });

  it("keeps a verdict whatever comes after it", () => {
    const block = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(fc.array(block, { minLength: 2, maxLength: 8 }), (blocks) => {
        const early = betOnBlocks(blocks.slice(0, -1), { ...options, planned: 80 }).verdict;
        if (early !== "undecided")
          expect(betOnBlocks(blocks, { ...options, planned: 80 }).verdict).toBe(early);
      }),
    );
  });

  it("never goes bankrupt, even when every difference is the worst", () => {
    const { peakPass, verdict } = betOnBlocks([new Array<number>(40).fill(-1)], options);
    expect({ isFinite: Number.isFinite(peakPass), verdict }).toEqual({ isFinite: true, verdict: "fail" });
  });
});

describe("confidenceSequence", () => {
  it("holds the truth at every block, and narrows", () => {
    const random = createRandom(11);
    let misses = 0;
    for (let run = 0; run < 40; run += 1) {
      const blocks = draw(random, { effect: 0.03 });
      const intervals = [1, 4, 10].map((count) => confidenceSequence(blocks.slice(0, count), options));
      if (intervals.some((interval) => interval === null || interval.low > 0.03 || interval.high < 0.03))
        misses += 1;
      const widths = intervals.map((interval) => (interval?.high ?? 9) - (interval?.low ?? 0));
      expect(widths).toEqual(widths.toSorted((a, b) => b - a));
    }
    expect(misses).toBeLessThanOrEqual(4);
  });

  it("knows nothing before the first block", () => {
    expect(confidenceSequence([], options)).toBeNull();
  });
});

describe("blockHomogeneity", () => {
  it("is rarely small where blocks are alike, and small where a provider stumbled over one side of one", () => {
    const random = createRandom(5);
    const alike = Array.from(
      { length: 200 },
      () => blockHomogeneity(draw(random, { effect: 0, blocks: 5 })) ?? 1,
    );
    expect(alike.filter((p) => p < 0.05).length).toBeLessThan(20);
    const stumbled = draw(random, { effect: 0, blocks: 5 }).map((block, index) =>
      index === 2 ? block.map((value) => value - 0.3) : block,
    );
    expect(blockHomogeneity(stumbled)).toBeLessThan(0.001);
  });

  it.each([
    { blocks: [[0.1, 0.2]] },
    { blocks: [[0.1], [0.2]] },
    {
      blocks: [
        [0, 0],
        [0, 0],
      ],
    },
  ])("says nothing of $blocks", ({ blocks }) => {
    expect(blockHomogeneity(blocks)).toBeNull();
  });
});

describe("isFutile", () => {
  const rate = (effect: number, seed: number) => {
    const random = createRandom(seed);
    const stops = Array.from({ length: 100 }, () =>
      isFutile(draw(random, { effect, blocks: 5 }), { margin: 0.05, alpha: 0.05, plannedBlocks: BLOCKS }),
    );
    return stops.filter(Boolean).length / stops.length;
  };

  it("gives up at the margin and not where a verdict is near", () => {
    expect(rate(-0.05, 1)).toBeGreaterThan(0.4);
    expect(rate(0, 2)).toBeLessThan(0.05);
    expect(rate(-0.12, 3)).toBeLessThan(0.05);
  });

  it("never before the third block, nor after the last", () => {
    const blocks = draw(createRandom(6), { effect: -0.05 });
    const plan = { margin: 0.05, alpha: 0.05, plannedBlocks: BLOCKS };
    expect(isFutile(blocks.slice(0, 2), plan)).toBe(false);
    expect(isFutile(blocks, plan)).toBe(false);
  });
});
