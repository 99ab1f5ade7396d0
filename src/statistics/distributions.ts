import jStat from "jstat";

/** The value of Student's t that a share `probability` (0 to 1) of the distribution lies below. */
export function tQuantile(probability: number, degrees: number): number {
  return jStat.studentt.inv(probability, degrees);
}

/** The share of Student's t below `t`. */
export function tCdf(t: number, degrees: number): number {
  return jStat.studentt.cdf(t, degrees);
}

/** The share of the F distribution above `f`. */
export function fUpperTail(
  f: number,
  { numerator, denominator }: { numerator: number; denominator: number },
): number {
  return 1 - jStat.centralF.cdf(f, numerator, denominator);
}

/** The value of the standard normal that a share `probability` (0 to 1) of it lies below. */
export function normalQuantile(probability: number): number {
  return jStat.normal.inv(probability, 0, 1);
}

/** The share of the standard normal below `value`. */
export function normalCdf(value: number): number {
  return jStat.normal.cdf(value, 0, 1);
}
