import type { ReportScorerInput } from "../../contracts/score.ts";
import { FILL_IN } from "../../contracts/triage-report.ts";
import { findPatterns } from "../find-patterns.ts";
import { isToldAsMistake } from "../told-as-mistake.ts";
import type { ReportField } from "../verdict.ts";
import { longestRise } from "./longest-rise.ts";
import { parseQuantities } from "./parse-quantities.ts";
import type { Measure } from "./quantity.ts";
import {
  apart,
  type Clock,
  distance,
  isNear,
  type KnownInstant,
  nearestTo,
  readClock,
  readingOf,
  SAME_WITHIN,
  secondOfDay,
  signedApart,
  slipOf,
  type TimelineEvent,
  wrap,
} from "./utc-clock.ts";

/** One entry of a postmortem timeline, traced to the incident text. */
export interface TimelineEntry {
  readonly time: ReportField;
  /**
   * - `open`: its time is left to be filled in
   * - `unreadable`: no time of day is written
   * - `unknown`, `zone-slip`: a time that the text does not have; a slip has the text's minute in another zone
   * - `other-event`: a time of the text, but not that of the event it names
   * - `traced`: none of these
   */
  readonly state: "open" | "unreadable" | "unknown" | "zone-slip" | "other-event" | "traced";
  /** What it was traced to; where it was not, what comes nearest or what it is shifted from. */
  readonly known: KnownInstant | null;
  /** Seconds by which a zone slip is off. */
  readonly shift: number;
  /** Seconds since 1970 in UTC, as well as its date can be told; null without a time. */
  readonly second: number | null;
  /** It stands before an entry that is earlier, or after one that is later. */
  readonly isMisplaced: boolean;
  /** Events of the scenario's timeline that it tells at their time. */
  readonly tells: readonly TimelineEvent[];
}

const OPEN = /^\s*(?:\[[^\]]*\]|<[^<>]*>)\s*$/;

type Input = Pick<ReportScorerInput, "scenario" | "language" | "report">;

export interface TimelineReading {
  /** In the report's order. */
  readonly entries: readonly TimelineEntry[];
  /** The scenario's required events that no entry tells at their time. */
  readonly missing: readonly { readonly event: TimelineEvent; readonly known: KnownInstant | null }[];
}

/**
 * Reads the entries of the postmortem's timeline against the instants of the incident text.
 *
 * A time without a zone is read as UTC and, where all zones written in the text are one and the same, as that zone.
 * A time without a date is that of the scenario's event at this time of day, else the nearest to the entry before it,
 * so that 00:04 follows 23:58. Within 60 seconds two times are one, within 120 after "about".
 */
export function readTimeline(input: Input): TimelineReading {
  const clock = readClock(input);
  const read = input.report.postmortem.timeline.map(({ time, event }, i) =>
    readEntry(
      { path: `postmortem.timeline[${i}].time`, text: time },
      { path: `postmortem.timeline[${i}].event`, text: event },
      clock,
    ),
  );
  const bound = read.map((entry) => bindToEvents(entry, read, clock));
  const missing = clock.events.filter(
    (event) => event.required && !bound.some(({ tells }) => tells.includes(event)),
  );
  return {
    entries: withOrder(bound, clock),
    missing: missing.map((event) => ({ event, known: knownAt(event, clock) })),
  };
}

interface ReadEntry extends Omit<TimelineEntry, "isMisplaced" | "second"> {
  readonly names: readonly TimelineEvent[];
  readonly instants: readonly Measure[];
  /** The time of day in UTC that its place in the order goes by. */
  readonly timeOfDay: number | null;
}

function readEntry(time: ReportField, event: ReportField, clock: Clock): ReadEntry {
  const instants = sharingZone(instantsIn(time.text));
  const names = namedEvents(event, clock);
  const read = { time, names, instants, shift: 0, tells: [] };
  const [first] = instants;
  if (first === undefined) {
    const isOpen = time.text.includes(FILL_IN) || OPEN.test(time.text.normalize("NFKC"));
    return { ...read, state: isOpen ? "open" : "unreadable", known: null, timeOfDay: null };
  }
  const untraced = instants.find((instant) => !isNear(instant, nearestTo(instant, clock), clock));
  const timeOfDay = readingOf(first, nearestTo(first, clock), clock);
  if (untraced === undefined) return { ...read, state: "traced", known: nearestTo(first, clock), timeOfDay };
  const slip = slipOf(untraced, names, clock);
  if (slip !== null) return { ...read, state: "zone-slip", ...slip, timeOfDay };
  return { ...read, state: "unknown", known: nearestTo(untraced, clock), timeOfDay };
}

function instantsIn(text: string): Measure[] {
  return parseQuantities(text).filter(
    (one): one is Measure => one.type === "measure" && one.kind === "instant",
  );
}

/** "14:02-14:06 UTC": the zone is written once. */
function sharingZone(instants: readonly Measure[]): Measure[] {
  const zone = instants.find(({ utcOffset }) => utcOffset !== null)?.utcOffset ?? null;
  return instants.map((instant) => ({ ...instant, utcOffset: instant.utcOffset ?? zone }));
}

function namedEvents(event: ReportField, { events }: Clock): TimelineEvent[] {
  const named = events.flatMap((one) => (one.any === undefined ? [] : [{ any: one.any, one }]));
  return findPatterns(event, named)
    .filter(({ matches }) =>
      matches.some((match) => match.polarity !== "negated" || isToldAsMistake(event.text, match)),
    )
    .map(({ pattern }) => pattern.one);
}

/** An entry that names events of the scenario must stand at the time of one, unless another entry tells them. */
function bindToEvents(entry: ReadEntry, all: readonly ReadEntry[], clock: Clock): ReadEntry {
  if (entry.state !== "traced") return entry;
  const { names } = entry;
  const isTold = (event: TimelineEvent) =>
    isAt(entry, event, clock) ||
    all.some((other) => other.names.includes(event) && isAt(other, event, clock));
  const [event] = names;
  if (event !== undefined && !names.some(isTold)) {
    return { ...entry, state: "other-event", known: knownAt(event, clock) };
  }
  const tells = nearestEvents(entry, clock).filter(
    (one) => one.any === undefined || names.length === 0 || names.includes(one),
  );
  return { ...entry, tells };
}

function isAt({ instants }: ReadEntry, { at }: TimelineEvent, clock: Clock): boolean {
  return instants.some((instant) => isNear(instant, { second: secondOfDay(at) }, clock));
}

/** Those at an entry's own times; of events a minute apart each time tells only one. */
function nearestEvents({ instants }: ReadEntry, clock: Clock): TimelineEvent[] {
  return instants.flatMap((instant) => {
    const off = ({ at }: TimelineEvent) => distance(instant, secondOfDay(at), clock);
    const least = Math.min(...clock.events.map(off));
    return clock.events.filter(
      (event) => off(event) === least && isNear(instant, { second: secondOfDay(event.at) }, clock),
    );
  });
}

function knownAt({ at }: TimelineEvent, { known }: Clock): KnownInstant | null {
  const same = known.filter(({ second }) => apart(second, secondOfDay(at)) < SAME_WITHIN);
  return same.find(({ inContext }) => inContext !== null) ?? same[0] ?? null;
}

function withOrder(entries: readonly ReadEntry[], clock: Clock): TimelineEntry[] {
  let previous: number | null = null;
  const placed = entries.map((entry) => {
    const second = entry.timeOfDay === null ? null : dateOf(entry, entry.timeOfDay, { previous, clock });
    previous = second ?? previous;
    return { entry, second };
  });
  const inOrder = longestRise(
    placed.flatMap(({ second }) => (second === null ? [] : [second])),
    SAME_WITHIN,
  );
  let rank = -1;
  return placed.map(({ entry: { time, state, known, shift, tells }, second }) => {
    if (second !== null) rank += 1;
    const isMisplaced = second !== null && !inOrder.has(rank);
    return { time, state, known, shift, tells, second, isMisplaced };
  });
}

function dateOf(
  { time, instants }: ReadEntry,
  timeOfDay: number,
  { previous, clock }: { previous: number | null; clock: Clock },
): number {
  const midnight = writtenDate(time.text, clock.onset);
  const zone = instants[0]?.utcOffset ?? 0;
  if (midnight !== null) return midnight + (instants[0]?.low ?? 0) - zone;
  const near = previous ?? clock.onset;
  const sameTime = clock.events
    .map(({ at }) => Date.parse(at) / 1000)
    .filter((second) => apart(wrap(second), timeOfDay) <= SAME_WITHIN)
    .map((second) => second + signedApart(timeOfDay, wrap(second)))
    .sort((a, b) => a - b);
  const [earliest] = sameTime;
  if (earliest !== undefined) return sameTime.find((second) => second >= (previous ?? earliest)) ?? earliest;
  return near + signedApart(timeOfDay, wrap(near));
}

/** Midnight UTC of the day that a time is written with; a year that is left out is the incident's. */
function writtenDate(text: string, onset: number): number | null {
  const iso = /(\d{4})-(\d\d)-(\d\d)/.exec(text.normalize("NFKC"));
  if (iso !== null) return Date.UTC(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3])) / 1000;
  const date = parseQuantities(text).find((one) => one.type === "name" && one.kind === "date");
  if (date?.type !== "name") return null;
  const [month = 1, day = 1] = date.name.split("-").map(Number);
  return Date.UTC(new Date(onset * 1000).getUTCFullYear(), month - 1, day) / 1000;
}
