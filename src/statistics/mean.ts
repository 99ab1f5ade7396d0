/** The arithmetic mean; null for an empty sample. */
export function mean(sample: readonly number[]): number | null {
  return sample.length === 0 ? null : sum(sample) / sample.length;
}

export function sum(sample: readonly number[]): number {
  return sample.reduce((total, value) => total + value, 0);
}
