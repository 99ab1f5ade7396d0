import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mean } from "./mean.ts";
import { createRandom } from "./random.ts";
import { type Block, lookAtBlocks, type SequentialPlan } from "./sequential-test.ts";

const CELLS = 40;
const plan: SequentialPlan = {
  margin: 0.05,
  alpha: 0.05,
  cells: CELLS,
  plannedBlocks: 10,
  stopsWhenFutile: true,
};

/** Noisy blocks whose mean is just the effect. */
function blocksOf(effect: number, { blocks = 3, seed = 1 } = {}): number[][] {
  const random = createRandom(seed);
  return Array.from({ length: blocks }, () => {
    const noise = Array.from({ length: CELLS }, () => 0.12 * (random.normal() - random.normal()));
    const centre = mean(noise) ?? 0;
    return noise.map((one) => Math.max(-1, Math.min(1, effect + one - centre)));
  });
}

/** Some pairs of the first block lost. */
function without(blocks: readonly Block[], pairs: number): Block[] {
  return blocks.map((block, at) =>
    at === 0 ? block.map((one, index) => (index < pairs ? null : one)) : block,
  );
}

const conclude = (blocks: readonly Block[], changes: Partial<SequentialPlan> = {}) =>
  lookAtBlocks(blocks, { ...plan, ...changes }).conclusion;

describe("lookAtBlocks", () => {
  it.each([
    { effect: 0.05, blocks: 3, verdict: "pass", reason: "no loss beyond the tolerance" },
    { effect: -0.2, blocks: 3, verdict: "fail", reason: "a loss beyond the tolerance" },
    { effect: -0.05, blocks: 10, verdict: "inconclusive", reason: "every planned block is used" },
    {
      effect: -0.05,
      blocks: 8,
      verdict: "inconclusive",
      reason: "a verdict is out of reach of the blocks left",
    },
  ])(
    "concludes $verdict of an effect of $effect after $blocks blocks",
    ({ effect, blocks, verdict, reason }) => {
      expect(conclude(blocksOf(effect, { blocks }))).toEqual({ verdict, reason });
    },
  );

  it("goes on before the second block, however clear the first, and projects that one more will do", () => {
    const look = lookAtBlocks(blocksOf(-0.5, { blocks: 1 }), plan);
    expect(look).toMatchObject({ conclusion: null, likelyBlocksLeft: 1, homogeneity: null });
  });

  it("knows nothing before the first block", () => {
    expect(lookAtBlocks([], plan)).toEqual({
      blocks: 0,
      estimate: null,
      interval: null,
      homogeneity: null,
      unresolved: 0,
      likelyBlocksLeft: 10,
      conclusion: null,
    });
  });

  it("goes on where a verdict is out of reach and nobody asked to stop", () => {
    expect(conclude(blocksOf(-0.05, { blocks: 8 }), { stopsWhenFutile: false })).toBeNull();
  });

  it("trusts no verdict where something hit one side of a whole block", () => {
    const blocks = blocksOf(0.1).map((block, at) => (at === 1 ? block.map((one) => one + 0.4) : block));
    expect(conclude(blocks)).toMatchObject({ verdict: "inconclusive", reason: /blocks differ/ });
  });

  it("counts a pair without a value against either verdict, and takes 2 % of them at most", () => {
    const close = blocksOf(0.02, { blocks: 4 });
    expect(conclude(close)).toMatchObject({ verdict: "pass" });
    const look = lookAtBlocks(without(close, 3), plan);
    const whole = lookAtBlocks(close, plan);
    expect(look.unresolved).toBe(3);
    expect(look.interval?.low).toBeLessThan(whole.interval?.low ?? 0);
    expect(look.interval?.high).toBeGreaterThan(whole.interval?.high ?? 0);
    expect(conclude(without(close, 4))).toMatchObject({ verdict: "inconclusive", reason: /4 of 160 pairs/ });
  });

  it("has an interval that agrees with its verdict", () => {
    const effects = fc.double({ min: -0.3, max: 0.3, noNaN: true });
    fc.assert(
      fc.property(effects, fc.integer({ min: 1, max: 1000 }), (effect, seed) => {
        const { conclusion, interval } = lookAtBlocks(blocksOf(effect, { seed, blocks: 5 }), plan);
        // The ends lie on a grid of .01, widened by one step.
        if (conclusion?.verdict === "pass") expect(interval?.low).toBeGreaterThan(-0.05 - 0.0101);
        if (conclusion?.verdict === "fail") expect(interval?.high).toBeLessThan(-0.05 + 0.0101);
      }),
      { numRuns: 60 },
    );
  });
});
