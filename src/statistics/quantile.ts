/**
 * The value below which a share of a sample lies, by linear interpolation between order statistics
 * (Hyndman and Fan's type 7, as spreadsheets and NumPy do it). Null for an empty sample.
 *
 * @param share 0 to 1: .5 is the median.
 */
export function quantile(sample: readonly number[], share: number): number | null {
  const sorted = sample.toSorted((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (position - Math.floor(position));
}
