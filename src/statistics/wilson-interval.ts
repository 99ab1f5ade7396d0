/** Two-sided 95 %. */
const Z_95 = 1.959963984540054;

/**
 * The 95 % interval of a share, from `successes` out of `trials`. Null without trials.
 *
 * Wilson's score interval: it stays within 0 and 1 and is sound for few trials and for shares near the ends,
 * where the usual one (± 1.96 standard errors) has no width at all.
 *
 * @see Wilson 1927, Probable inference, the law of succession, and statistical inference.
 */
export function wilsonInterval(successes: number, trials: number): { low: number; high: number } | null {
  if (trials === 0) return null;
  const share = successes / trials;
  const z2 = Z_95 ** 2 / trials;
  const centre = (share + z2 / 2) / (1 + z2);
  const half = (Z_95 / (1 + z2)) * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials));
  // Rounding must not push an end past the share itself: 0 of n reaches down to exactly 0.
  return {
    low: Math.min(share, Math.max(0, centre - half)),
    high: Math.max(share, Math.min(1, centre + half)),
  };
}
