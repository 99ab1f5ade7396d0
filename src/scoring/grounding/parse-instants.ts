import type { Measure, Name } from "./quantity.ts";
import { hedgeAt } from "./surroundings.ts";
import type { Place, WorkingText } from "./working-text.ts";

const HOUR = 3600;
const ZONE = String.raw`(?<zone>\s?(?:z\b|\((?:utc|gmt)(?:[+-]\d{1,2})?\)|utc(?:[+-]\d{1,2}(?::?\d\d)?)?|gmt(?:[+-]\d{1,2})?|[+-]\d\d:?\d\d\b|cst\b|cet\b|cest\b|est\b|edt\b|pst\b|pdt\b|jst\b|ist\b|bst\b|\(?北京时间\)?))?`;
const CLOCK = String.raw`(?<hour>[01]?\d|2[0-3])(?::|点|时)(?<minute>[0-5]\d)(?:(?::|分)(?<second>[0-5]\d)(?:\.\d+)?秒?)?分?`;
const INSTANT = new RegExp(
  String.raw`(?<![\d.]|\d:)(?:(?<date>\d{4}-\d\d-\d\d)[t ])?(?<lead>(?:北京时间|(?<!\d\s?)(?:utc|gmt)(?:[+-]\d{1,2})?)\s?)?${CLOCK}(?![\d:]|%)(?<half>\s?[ap]\.?m\b\.?)?${ZONE}`,
  "gu",
);
/** "14:02-14:06" is a range; "22:02-05:00", which would end before it begins, has a zone, and so has a full date. */
const RANGE_START = new RegExp(
  String.raw`(?<![\d.]|\d:|\d{4}-\d\d-\d\d[t ])${CLOCK}(?=-(?<endHour>[01]?\d|2[0-3]):(?<endMinute>[0-5]\d)(?![\d:]))`,
  "gu",
);
/** A cheap test before the long pattern. */
const MAY_HOLD_INSTANT = /\d[:点时]\d/;
/** Zones by name. "CST" is read as China's, the other one being rarer in the incidents at hand. */
const NAMED_ZONES: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  cst: 8,
  北京时间: 8,
  jst: 9,
  ist: 5.5,
  cet: 1,
  bst: 1,
  cest: 2,
  est: -5,
  edt: -4,
  pst: -8,
  pdt: -7,
};
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DATES: readonly RegExp[] = [
  /(?<![\d-])(?:\d{4}[-/])(?<month>0?[1-9]|1[0-2])[-/](?<day>[0-3]?\d)(?![\d-])/g,
  /(?<![\d])(?:\d{4}\s?年\s?)?(?<month>1[0-2]|0?[1-9])\s?月\s?(?<day>[0-3]?\d)\s?[日号]/g,
  /\b(?<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?<day>[0-3]?\d)(?:st|nd|rd|th)?(?:,? \d{4})?(?![\d:])/g,
];

/** Times of day, also inside a full date: "14:02 UTC", "2:02 pm", "14点02分", "2026-06-02T14:02:00Z". */
export function takeInstants(working: WorkingText): Measure[] {
  if (!MAY_HOLD_INSTANT.test(working.open)) return [];
  const starts = working.takeAll(RANGE_START, (match, place) => {
    const { hour, minute, endHour, endMinute } = match.groups ?? {};
    const isRising = Number(endHour) * 60 + Number(endMinute) > Number(hour) * 60 + Number(minute);
    return isRising ? readInstant(match, place, working) : null;
  });
  return [...starts, ...working.takeAll(INSTANT, (match, place) => readInstant(match, place, working))];
}

/** Dates, as "month-day": a year is rarely written and never in doubt. */
export function takeDates(working: WorkingText): Name[] {
  return DATES.flatMap((pattern) =>
    working.takeAll(pattern, ({ groups = {} }, { start, end }): Name => {
      const month = groups.month ?? MONTHS.indexOf(groups.name ?? "") + 1;
      const name = `${Number(month)}-${Number(groups.day)}`;
      return { type: "name", kind: "date", name, ...working.sourceOf(start, end) };
    }),
  );
}

function readInstant({ groups = {} }: RegExpExecArray, place: Place, working: WorkingText): Measure {
  const half = groups.half?.trim().charAt(0);
  const hour = (Number(groups.hour) % (half === undefined ? 24 : 12)) + (half === "p" ? 12 : 0);
  const span = working.sourceOf(place.start, place.end);
  // "… 2026 GMT" at a line's end is no zone of the "12:09" on the next.
  const lead = /^\D+\n/.test(span.quote) ? undefined : groups.lead;
  const seconds = hour * HOUR + Number(groups.minute) * 60 + Number(groups.second ?? 0);
  return {
    type: "measure",
    kind: "instant",
    low: seconds,
    high: seconds,
    halfStep: groups.second === undefined ? 59 : 0.5,
    hedge: hedgeAt(place.before, place.after),
    shown: seconds,
    isBare: false,
    isPeriod: false,
    counted: null,
    subject: null,
    utcOffset: readZone(lead ?? groups.zone),
    ...span,
  };
}

function readZone(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  const written = zone.replace(/[\s()]/g, "");
  const numeric = /(?<sign>[+-])(?<hours>\d{1,2}):?(?<minutes>\d\d)?$/.exec(written)?.groups;
  if (numeric === undefined) return (NAMED_ZONES[written] ?? 0) * HOUR;
  const seconds = Number(numeric.hours) * HOUR + Number(numeric.minutes ?? 0) * 60;
  return numeric.sign === "-" ? -seconds : seconds;
}
