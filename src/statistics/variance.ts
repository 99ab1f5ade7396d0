import { sum } from "./mean.ts";

/** The unbiased sample variance (n − 1); null below two values. */
export function variance(sample: readonly number[]): number | null {
  if (sample.length < 2) return null;
  // Rounding must not make equal values differ.
  if (sample.every((value) => value === sample[0])) return 0;
  const centre = sum(sample) / sample.length;
  return sum(sample.map((value) => (value - centre) ** 2)) / (sample.length - 1);
}
