/** The few distributions we ask jStat for; it ships no types. */
declare module "jstat" {
  const jStat: {
    readonly studentt: {
      inv(probability: number, degrees: number): number;
      cdf(t: number, degrees: number): number;
    };
    readonly centralF: { cdf(f: number, numerator: number, denominator: number): number };
    readonly normal: {
      inv(probability: number, mean: number, sd: number): number;
      cdf(value: number, mean: number, sd: number): number;
    };
  };
  export default jStat;
}
