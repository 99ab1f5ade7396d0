import type { ContextSpan } from "../../contracts/score.ts";
import type { IncidentIndex, Known } from "./incident-index.ts";
import type { Measure } from "./quantity.ts";

/** Whether a quantity can be traced; where not, the nearest one that the incident text does have. */
export type Grounding =
  | { readonly grounded: true; readonly inContext: ContextSpan | null }
  | {
      readonly grounded: false;
      /** The same metric has another value in the text, so that the figure is wrong and not merely new. */
      readonly contradicts: boolean;
      readonly nearest: ContextSpan | null;
      /** A quotation that alters the words of `nearest`, as against one that is made up. */
      readonly isMisquote?: true;
    };

/** Rounding may not move a value further than this share. */
const ROUNDING_AT_MOST = 0.05;
const ABOUT = 0.1;
/** "Over 4s" is fair for 4.8s and not for 40s. */
const OVER_AT_MOST = 1.25;
const TINY = 1e-9;

/**
 * Traces one figure: exact in base units; else rounded to the digits shown; else within its hedge (±10%),
 * its comparator ("over v": v to 1.25 v) or its range (no wider than the value it holds). Derived figures
 * must be exact or rounded: "~15 minutes" is no way to write the 16 between two events.
 *
 * @param beside figures that follow from the report's own sentence, such as the time between two instants in it
 */
export function groundMeasure(
  measure: Measure,
  index: IncidentIndex,
  beside: readonly Measure[] = [],
): Grounding {
  const known: readonly Known<Measure>[] = [
    ...index.measures,
    ...beside.map((quantity) => ({ quantity, inContext: null, isDerived: false })),
  ];
  const candidates = known.filter(({ quantity }) => isComparable(measure, quantity));
  const byDistance = (a: Known<Measure>, b: Known<Measure>) =>
    distance(measure, a.quantity) - distance(measure, b.quantity);
  const supports = candidates.filter((one) => isSupport(measure, one)).sort(byDistance);
  const support = supports.find(({ inContext }) => inContext !== null) ?? supports[0];
  if (support !== undefined) return { grounded: true, inContext: support.inContext };

  // A cron line is the nearest thing to a rhythm, not to how long something took.
  const stated = candidates.filter(
    ({ inContext, quantity }) => inContext !== null && quantity.isPeriod === measure.isPeriod,
  );
  const sameMetric = stated.filter(
    ({ quantity }) => measure.subject !== null && quantity.subject === measure.subject,
  );
  const pool = sameMetric.length > 0 ? sameMetric : stated;
  const [nearest] = pool.toSorted(byDistance);
  return { grounded: false, contradicts: sameMetric.length > 0, nearest: nearest?.inContext ?? null };
}

/** The same kind of figure, and of the same people or orders where it counts such. */
function isComparable(measure: Measure, other: Measure): boolean {
  if (measure.counted !== null) return other.kind === "count" && other.counted === measure.counted;
  // "from 120 to 4800ms": the first leaves its unit to the second.
  if (measure.isBare && other.kind !== "instant" && other.shown === measure.shown) return true;
  return measure.kind === other.kind || isPlainRate(measure, other) || isPlainRate(other, measure);
}

/** "QPS: 18.4k" is read as a count, its unit standing before the figure. */
function isPlainRate(rate: Measure, count: Measure): boolean {
  return rate.kind === "rate" && count.kind === "count" && count.counted === null;
}

function isSupport(measure: Measure, { quantity, isDerived }: Known<Measure>): boolean {
  if (measure.kind === "instant") return isSameInstant(measure, quantity);
  if (measure.isBare && quantity.kind !== measure.kind) return true;
  if (measure.low !== measure.high) return isInRange(measure, quantity);
  const { hedge } = isDerived ? { hedge: "exact" as const } : measure;
  return [quantity.low, quantity.high].some((value) => isNear(value, measure, hedge));
}

function isNear(value: number, { low: said, halfStep, kind }: Measure, hedge: Measure["hedge"]): boolean {
  const off = Math.abs(value - said);
  if (off <= TINY * Math.max(1, Math.abs(value))) return true;
  if (off <= halfStep * (1 + TINY) && off <= ROUNDING_AT_MOST * Math.abs(value)) return true;
  // "GB" is often written for GiB; the figure in front of it tells.
  if (kind === "size" && [1, 2, 3, 4].some((power) => isTiny(value - said * 1.024 ** power, value)))
    return true;
  switch (hedge) {
    case "exact":
      return false;
    case "about":
      return off <= ABOUT * Math.abs(said) * (1 + TINY);
    case "over":
      return said <= value && value <= OVER_AT_MOST * said;
    case "under":
      return value <= said && said <= OVER_AT_MOST * value;
  }
}

function isTiny(difference: number, value: number): boolean {
  return Math.abs(difference) <= TINY * Math.abs(value);
}

/** A range is fair when it holds a known value and is no wider than it, or when both its ends are known. */
function isInRange({ low, high }: Measure, quantity: Measure): boolean {
  return [quantity.low, quantity.high].some((value) => low <= value && value <= high && high - low <= value);
}

/** Within the minute where no seconds are shown. Compared in UTC when both have a zone, else as written. */
function isSameInstant(said: Measure, known: Measure): boolean {
  const haveZones = said.utcOffset !== null && known.utcOffset !== null;
  const shift = haveZones ? (known.utcOffset ?? 0) - (said.utcOffset ?? 0) : 0;
  const off = apartInDay(said.low + shift, known.low);
  const tolerance = said.hedge === "about" ? 120 : Math.max(said.halfStep, known.halfStep);
  const isWithin = off <= tolerance;
  // 14:02 and 14:02:37 are one instant; 14:02 and 14:03 are two.
  return isWithin && (said.hedge === "about" || said.halfStep !== known.halfStep || off < 1);
}

function apartInDay(a: number, b: number): number {
  const off = Math.abs(a - b) % 86_400;
  return Math.min(off, 86_400 - off);
}

function distance(measure: Measure, other: Measure): number {
  if (measure.kind === "instant") return apartInDay(measure.low, other.low);
  if (measure.low <= 0 || other.low <= 0) return Math.abs(measure.low - other.low);
  return Math.abs(Math.log(measure.low / other.low));
}
