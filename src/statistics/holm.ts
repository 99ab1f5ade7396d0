/**
 * Holm's adjusted p-values, in the order given: reject those at or below α, and the chance of any false
 * rejection in the family stays at or below α, however the tests depend on one another.
 *
 * @see Holm, A Simple Sequentially Rejective Multiple Test Procedure (1979).
 */
export function holmAdjusted(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => at(pValues, a) - at(pValues, b));
  const adjusted = new Array<number>(pValues.length).fill(1);
  let highest = 0;
  order.forEach((index, rank) => {
    highest = Math.max(highest, Math.min(1, at(pValues, index) * (pValues.length - rank)));
    adjusted[index] = highest;
  });
  return adjusted;
}

function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no value at ${index}`);
  return value;
}
