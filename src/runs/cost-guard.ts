/**
 * Keeps what is spent under a cap. A call reserves the most it can cost before it starts and settles for
 * what it did cost, so that no set of calls in flight can pass the cap together.
 */
export interface CostGuard {
  /** False when the call could pass the cap: then it must not be made. */
  reserve(upperBoundUsd: number | null): boolean;
  /** Whether calls of that upper bound together could be made without passing the cap; nothing is reserved. */
  hasRoomFor(upperBoundUsd: number | null): boolean;
  /** `actualUsd` null: the call may have been billed and nobody said how much, so its whole reservation counts. */
  settle(upperBoundUsd: number | null, actualUsd: number | null): void;
  /** Known cost of the replies that arrived; null when none had a known cost. */
  spentUsd(): number | null;
}

/** `capUsd` null: no cap, only the sum is kept. */
export function createCostGuard(capUsd: number | null): CostGuard {
  let knownUsd: number | null = null;
  let settledUsd = 0;
  let reservedUsd = 0;
  const hasRoomFor = (upperBoundUsd: number | null) =>
    capUsd === null || settledUsd + reservedUsd + (upperBoundUsd ?? Number.POSITIVE_INFINITY) <= capUsd;
  return {
    hasRoomFor,
    reserve(upperBoundUsd) {
      if (!hasRoomFor(upperBoundUsd)) return false;
      reservedUsd += upperBoundUsd ?? 0;
      return true;
    },
    settle(upperBoundUsd, actualUsd) {
      reservedUsd -= upperBoundUsd ?? 0;
      settledUsd += actualUsd ?? upperBoundUsd ?? 0;
      if (actualUsd !== null) knownUsd = (knownUsd ?? 0) + actualUsd;
    },
    spentUsd: () => knownUsd,
  };
}
