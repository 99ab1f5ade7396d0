import { wilsonInterval } from "../../statistics/wilson-interval.ts";

/** Something the documents say of comparisons and gates, with what was found when it was tried where the truth is known. */
export interface Claim {
  readonly about: "gate" | "intervals" | "sequential" | "fixed cases";
  readonly claim: string;
  readonly measured: string;
  readonly asked: string;
  readonly holds: boolean;
  /** What a reader must know, above all where it does not hold; null where the figures say it all. */
  readonly note: string | null;
}

/** Many tries of one thing. */
export interface Rate {
  readonly hits: number;
  readonly runs: number;
}

export function countHits(runs: number, isHit: (run: number) => boolean): Rate {
  let hits = 0;
  for (let run = 0; run < runs; run += 1) if (isHit(run)) hits += 1;
  return { hits, runs };
}

/** Standard normal: dozens of claims are looked at, so one is broken only by what chance does once in a thousand times. */
const Z_BROKEN = 3.09;

export function isAtMost(rate: Rate, limit: number): boolean {
  return distance(rate, limit) <= Z_BROKEN;
}

export function isAtLeast(rate: Rate, limit: number): boolean {
  return distance(rate, limit) >= -Z_BROKEN;
}

/** How far a rate lies above a limit, in standard errors of a rate that is truly just the limit. */
function distance({ hits, runs }: Rate, limit: number): number {
  return (hits / runs - limit) / Math.sqrt((limit * (1 - limit)) / runs);
}

/** "4.3% (3.1 to 5.9)": a share with its 95 % interval. */
export function showRate(rate: Rate): string {
  const { low, high } = intervalOf(rate);
  return `${points(rate.hits / rate.runs)}% (${points(low)} to ${points(high)})`;
}

function intervalOf({ hits, runs }: Rate) {
  const interval = wilsonInterval(hits, runs);
  if (interval === null) throw new RangeError("a rate of no runs");
  return interval;
}

function points(share: number): string {
  return (100 * share).toFixed(1);
}
