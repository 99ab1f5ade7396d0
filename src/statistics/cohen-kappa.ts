import { normalQuantile } from "./distributions.ts";
import type { Interval } from "./interval.ts";

export interface Agreement {
  /** How many items both rated. */
  readonly items: number;
  /** Share rated alike, 0 to 1. */
  readonly observed: number;
  /** 1 is perfect, 0 is chance; null where chance alone would agree on everything. */
  readonly kappa: number | null;
  readonly interval: Interval | null;
}

/**
 * Cohen's kappa for two raters, with the large-sample interval of Fleiss, Cohen and Everitt (1969).
 *
 * @returns null without items. With few, or where nearly all fall in one class, the interval is wide: believe it.
 */
export function cohenKappa(
  pairs: readonly (readonly [string, string])[],
  { level = 0.95 } = {},
): Agreement | null {
  const items = pairs.length;
  if (items === 0) return null;
  const share = (matches: (pair: readonly [string, string]) => boolean) =>
    pairs.filter(matches).length / items;
  const classes = [...new Set(pairs.flat())];
  const first = new Map(classes.map((name) => [name, share(([a]) => a === name)]));
  const second = new Map(classes.map((name) => [name, share(([, b]) => b === name)]));
  const observed = share(([a, b]) => a === b);
  const chance = classes.reduce((total, name) => total + at(first, name) * at(second, name), 0);
  if (chance === 1) return { items, observed, kappa: null, interval: null };

  const kappa = (observed - chance) / (1 - chance);
  let spread = -((kappa - chance * (1 - kappa)) ** 2);
  for (const a of classes) {
    for (const b of classes) {
      const both = share((pair) => pair[0] === a && pair[1] === b);
      const margins = at(first, b) + at(second, a);
      spread +=
        a === b
          ? both * (1 - (at(first, a) + at(second, a)) * (1 - kappa)) ** 2
          : both * (1 - kappa) ** 2 * margins ** 2;
    }
  }
  const standardError = Math.sqrt(Math.max(0, spread) / items) / (1 - chance);
  const reach = normalQuantile((1 + level) / 2) * standardError;
  return { items, observed, kappa, interval: { low: kappa - reach, high: Math.min(1, kappa + reach) } };
}

function at(shares: ReadonlyMap<string, number>, name: string): number {
  return shares.get(name) ?? 0;
}
