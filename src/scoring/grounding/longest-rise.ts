/** Positions of the longest run of values that never falls by `slack` or more; what is left out is out of place. */
export function longestRise(values: readonly number[], slack: number): ReadonlySet<number> {
  const runs: number[][] = [];
  values.forEach((value, i) => {
    const before = runs.filter((run) => (values[run.at(-1) ?? 0] ?? 0) < value + slack);
    const longest = before.reduce<number[]>((best, run) => (run.length > best.length ? run : best), []);
    runs.push([...longest, i]);
  });
  return new Set(runs.reduce<number[]>((best, run) => (run.length > best.length ? run : best), []));
}
