/** About 1.96: two-sided 95%. */
const Z = 1.959963984540054;

/**
 * The lower end of the 95% Wilson interval of a share: what `hits` of `trials` still allows. Null without trials.
 *
 * Unlike p ± 1.96 √(p(1−p)/n) it does not claim certainty at 0 or all hits: 10 of 10 gives .72.
 *
 * @see Wilson 1927, Probable inference, the law of succession, and statistical inference.
 */
export function wilsonLowerBound(hits: number, trials: number): number | null {
  if (trials === 0) return null;
  const share = hits / trials;
  const z2 = Z * Z;
  const centre = share + z2 / (2 * trials);
  const spread = Z * Math.sqrt((share * (1 - share) + z2 / (4 * trials)) / trials);
  return Math.max(0, (centre - spread) / (1 + z2 / trials));
}
