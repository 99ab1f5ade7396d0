import { normalCdf } from "./distributions.ts";
import { mean, sum } from "./mean.ts";
import { variance } from "./variance.ts";

const FIRST_LOOK = 3;
const HOPELESS_BELOW = 0.05;

/**
 * Whether going on is pointless: even with an effect one standard error better than seen, in either direction, a
 * verdict within the budget has less than a 5 % chance. Never before the third block.
 *
 * Only saves money: the verdict is then "inconclusive", and ignoring the advice harms nothing. Looking at the plain
 * estimate instead of one standard error beyond it would cost up to 18 points of power (simulated).
 *
 * @param blocks differences, one per cell
 */
export function isFutile(
  blocks: readonly (readonly number[])[],
  { margin, alpha, plannedBlocks }: { margin: number; alpha: number; plannedBlocks: number },
): boolean {
  const left = plannedBlocks - blocks.length;
  const seen = blocks.flat();
  const spread = variance(seen);
  if (blocks.length < FIRST_LOOK || left <= 0 || spread === null) return false;

  const perBlock = seen.length / blocks.length;
  const total = perBlock * plannedBlocks;
  const standardError = Math.sqrt(spread / seen.length);
  const estimate = mean(seen) ?? 0;
  // At the end the estimate must lie this far beyond the margin; a fixed test is a bound on what bets can reach.
  const reach = Math.sqrt((2 * Math.log(1 / alpha) * spread) / total);
  const chance = (direction: 1 | -1) => {
    const assumed = direction * (estimate + margin) + standardError;
    const remaining = perBlock * left;
    const expectedTotal = direction * sum(seen.map((value) => value + margin)) + remaining * assumed;
    const needed = reach * total;
    return 1 - normalCdf((needed - expectedTotal) / Math.sqrt(remaining * spread));
  };
  return spread > 0 && chance(1) < HOPELESS_BELOW && chance(-1) < HOPELESS_BELOW;
}
