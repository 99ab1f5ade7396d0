export interface Timed<T> {
  readonly value: T;
  readonly ms: number;
}

/** What a piece of work gives, and how long it took. */
export async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
  const start = performance.now();
  const value = await work();
  return { value, ms: performance.now() - start };
}
