import type { Expected, Scenario } from "../contracts/scenario.ts";
import { groundMeasure } from "../scoring/grounding/ground-measure.ts";
import { groundName } from "../scoring/grounding/ground-name.ts";
import { type IncidentIndex, indexIncident } from "../scoring/grounding/incident-index.ts";
import { parseQuantities } from "../scoring/grounding/parse-quantities.ts";
import type { Measure, Name } from "../scoring/grounding/quantity.ts";
import { instantsInText, secondsApart } from "./instants-in-text.ts";
import { plainFigures } from "./plain-figures.ts";

const SAME_WITHIN_SECONDS = 60;

/** One text to trace figures to, with what may be derived from it. */
export interface FigureSource {
  readonly index: IncidentIndex;
  /** Times of day in UTC. */
  readonly instants: readonly number[];
  /** The days it happened on, as the reader names them: "6-2". */
  readonly days: readonly string[];
}

export function figureSource(
  scenario: Scenario,
  { text, derived, timeline }: { text: string } & Pick<Expected, "derived" | "timeline">,
): FigureSource {
  const expected = { ...scenario.expected, derived, timeline };
  return {
    index: indexIncident({ ...scenario, expected, context: { en: plainFigures(text) } }, "en"),
    instants: instantsInText(text),
    days: [scenario.occurredAt, ...timeline.map(({ at }) => at)].map(dayOf),
  };
}

interface TraceOptions {
  /** Only versions are held: other figures in a proposal are its author's own. */
  readonly isProposal?: boolean;
  /** Figures that need no source. */
  readonly beside?: readonly Measure[];
}

/**
 * The figures, versions, dates and codes of a text that cannot be traced, as they are written; each once.
 *
 * More lenient than the scorer where a person reads a table: "6.2 s" is traced to a bare 6.2 below a head
 * that says seconds, a bare 10 to "10s", and a time of day to the same instant in another zone. Names are not traced.
 */
export function untracedFigures(
  text: string,
  source: FigureSource,
  { isProposal = false, beside = [] }: TraceOptions = {},
): string[] {
  const plain = plainFigures(text);
  const quotes = parseQuantities(plain).flatMap((quantity) => {
    if (quantity.type === "measure") {
      const isFree = isProposal || isOffset(plain, quantity);
      return isFree || isTraced(quantity, source, beside) ? [] : [quantity.quote];
    }
    const isHeld = quantity.kind === "version" || (quantity.kind !== "identifier" && !isProposal);
    return !isHeld || isKnownName(quantity, source) ? [] : [quantity.quote];
  });
  return [...new Set(quotes)];
}

export function measuresIn(text: string): Measure[] {
  return parseQuantities(plainFigures(text)).filter((one): one is Measure => one.type === "measure");
}

function isTraced(measure: Measure, { index, instants }: FigureSource, beside: readonly Measure[]): boolean {
  if (groundMeasure(measure, index, beside).grounded) return true;
  if (measure.kind === "instant") {
    const inUtc = measure.low - (measure.utcOffset ?? 0);
    return instants.some((instant) => secondsApart(instant, inUtc) < SAME_WITHIN_SECONDS);
  }
  return [...index.measures.map(({ quantity }) => quantity), ...beside].some(
    ({ kind, shown }) => (kind === "count" || measure.kind === "count") && shown === measure.shown,
  );
}

/** A day of the incident need not stand in its text, and "429s" is traced to a bare 429. */
function isKnownName(name: Name, { index, days }: FigureSource): boolean {
  if (groundName(name, index).grounded) return true;
  if (name.kind === "date") return days.includes(name.name);
  return (
    name.kind === "status" && index.measures.some(({ quantity }) => String(quantity.shown) === name.name)
  );
}

function dayOf(instant: string): string {
  const date = new Date(instant);
  return `${date.getUTCMonth() + 1}-${date.getUTCDate()}`;
}

/** "+08:00" and "-05:00" on their own are zones and no times of day. */
function isOffset(text: string, { kind, start }: Measure): boolean {
  return kind === "instant" && /[+-]$/.test(text.slice(0, start));
}
