import type { Expected } from "../../contracts/scenario.ts";
import type { ContextSpan, ReportScorerInput } from "../../contracts/score.ts";
import { type IncidentIndex, indexIncident } from "./incident-index.ts";
import type { Measure } from "./quantity.ts";

export type TimelineEvent = Expected["timeline"][number];

/** A time of day of the incident text or of the scenario's timeline, in UTC. */
export interface KnownInstant {
  /** Seconds since midnight. */
  readonly second: number;
  readonly inContext: ContextSpan | null;
}

const DAY = 86_400;
const HOUR = 3600;
/** Two times as near as this, in seconds, are one. */
export const SAME_WITHIN = 60;
const ABOUT_WITHIN = 120;
/** Offsets in use between two places that write half or quarter hours. */
const PART_HOURS = [2.5, 3.5, 4.5, 5.5, 5.75, 6.5, 9.5, 10.5];
const SHIFTS = [...Array.from({ length: 14 }, (_, i) => i + 1), ...PART_HOURS]
  .flatMap((hours) => [hours * HOUR, -hours * HOUR])
  .sort((a, b) => Math.abs(a) - Math.abs(b));

/** The instants that a report's times can be traced to, and how to read a time that has no zone. */
export interface Clock {
  readonly known: readonly KnownInstant[];
  readonly events: readonly TimelineEvent[];
  /** What an instant without a zone may also be off from UTC, in seconds. */
  readonly localOffset: number;
  readonly onset: number;
}

export function readClock({ scenario, language }: Pick<ReportScorerInput, "scenario" | "language">): Clock {
  const index = indexIncident(scenario, language);
  const localOffset = offsetOf(index);
  const known = index.measures
    .filter(({ quantity }) => quantity.kind === "instant")
    .map(({ quantity: { low, utcOffset }, inContext }) => ({
      second: wrap(low - (utcOffset ?? localOffset)),
      inContext,
    }));
  const { timeline: events } = scenario.expected;
  return { known, events, localOffset, onset: Date.parse(scenario.occurredAt) / 1000 };
}

/** The one zone that the incident text writes; 0 where it writes none, or several. */
function offsetOf({ measures }: IncidentIndex): number {
  const written = measures.flatMap(({ quantity, inContext }) =>
    inContext !== null && quantity.kind === "instant" && quantity.utcOffset !== null
      ? [quantity.utcOffset]
      : [],
  );
  const [offset = 0, ...others] = new Set(written);
  return others.length === 0 ? offset : 0;
}

/** Seconds since midnight UTC of one of the scenario's instants. */
export function secondOfDay(at: string): number {
  return wrap(Date.parse(at) / 1000);
}

/** What a written time may be in UTC, in seconds since midnight. */
function readings({ low, utcOffset }: Measure, { localOffset }: Clock): number[] {
  return utcOffset === null ? [wrap(low), wrap(low - localOffset)] : [wrap(low - utcOffset)];
}

export function distance(instant: Measure, second: number, clock: Clock): number {
  return Math.min(...readings(instant, clock).map((one) => apart(one, second)));
}

export function nearestTo(instant: Measure, clock: Clock): KnownInstant | null {
  const off = (known: KnownInstant) =>
    // Of two that are the same, the one that can be shown.
    distance(instant, known.second, clock) + (known.inContext === null ? 0.1 : 0);
  return clock.known.toSorted((a, b) => off(a) - off(b))[0] ?? null;
}

export function isNear(instant: Measure, known: { second: number } | null, clock: Clock): boolean {
  const within = instant.hedge === "about" ? ABOUT_WITHIN : SAME_WITHIN;
  return known !== null && distance(instant, known.second, clock) <= within;
}

export function readingOf(instant: Measure, known: KnownInstant | null, clock: Clock): number {
  const all = readings(instant, clock);
  const [first = 0] =
    known === null ? all : all.toSorted((a, b) => apart(a, known.second) - apart(b, known.second));
  return first;
}

/** The known instant, if any, that this one is when moved by an offset between two zones; the events it names first. */
export function slipOf(
  instant: Measure,
  names: readonly TimelineEvent[],
  clock: Clock,
): { known: KnownInstant; shift: number } | null {
  const named = names.map(({ at }) => secondOfDay(at));
  const ownFirst = (known: KnownInstant) => (named.some((second) => apart(second, known.second) < 1) ? 0 : 1);
  const candidates = clock.known.toSorted((a, b) => ownFirst(a) - ownFirst(b));
  const [written = 0] = readings(instant, clock);
  for (const known of candidates) {
    const shift = SHIFTS.find((one) => apart(written - one, known.second) < SAME_WITHIN);
    if (shift !== undefined) return { known, shift };
  }
  return null;
}

export function wrap(seconds: number): number {
  return ((seconds % DAY) + DAY) % DAY;
}

export function signedApart(a: number, b: number): number {
  const ahead = wrap(a - b);
  return ahead > DAY / 2 ? ahead - DAY : ahead;
}

export function apart(a: number, b: number): number {
  return Math.abs(signedApart(a, b));
}
