import { parseQuantities } from "../scoring/grounding/parse-quantities.ts";
import type { Measure } from "../scoring/grounding/quantity.ts";
import { plainFigures } from "./plain-figures.ts";

const DAY = 86_400;
const HOUR = 3600;
const EPOCH = /(?<![\d.])(?<seconds>1[5-9]\d{8})(?:\d{3})?(?![\d])/g;
/** An offset said once for many lines: "times are UTC+8", "(+0530)". */
const OFFSETS: readonly RegExp[] = [
  /\b(?:UTC|GMT)\s?(?<sign>[+-])(?<hours>\d{1,2})(?::?(?<minutes>[0-5]\d))?(?!\d)/g,
  /(?<=[\s(])(?<sign>[+-])(?<hours>\d\d):?(?<minutes>[0-5]\d)(?![\d.%])/g,
];
const ZONE_NAMES: readonly (readonly [RegExp, number])[] = [
  [/\bCST\b|北京时间|Asia\/Shanghai|\bSGT\b|Asia\/Singapore/, 8],
  [/\bJST\b|Asia\/Tokyo/, 9],
  [/\bIST\b|Asia\/Kolkata/, 5.5],
  [/\bCET\b/, 1],
  [/\bCEST\b/, 2],
  [/\bBST\b/, 1],
  [/\bEST\b/, -5],
  [/\bEDT\b/, -4],
  [/\bCDT\b/, -5],
  [/\bPST\b/, -8],
  [/\bPDT\b/, -7],
];

/**
 * The times of day that a text can mean, in seconds after midnight UTC.
 *
 * A time with a zone means one; a time without may be UTC or in any zone that the text names.
 */
export function instantsInText(text: string): readonly number[] {
  const offsets = [0, ...offsetsNamed(text)];
  const clockTimes = parseQuantities(plainFigures(text))
    .filter((one): one is Measure => one.type === "measure" && one.kind === "instant")
    .flatMap(({ low, utcOffset }) => (utcOffset === null ? offsets : [utcOffset]).map((by) => low - by));
  const epochs = Array.from(text.matchAll(EPOCH), ({ groups }) => Number(groups?.seconds));
  return [...new Set([...clockTimes, ...epochs].map((seconds) => modulo(seconds, DAY)))];
}

/** How far two times of day are apart, in seconds. */
export function secondsApart(a: number, b: number): number {
  const off = modulo(a - b, DAY);
  return Math.min(off, DAY - off);
}

function offsetsNamed(text: string): number[] {
  const numeric = OFFSETS.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ groups = {} }) => readOffset(groups)),
  );
  const named = ZONE_NAMES.flatMap(([pattern, hours]) => (pattern.test(text) ? [hours * HOUR] : []));
  return [...numeric, ...named].filter((offset) => Math.abs(offset) <= 14 * HOUR);
}

function readOffset({ sign, hours, minutes }: Readonly<Record<string, string | undefined>>): number {
  const seconds = Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * 60;
  return sign === "-" ? -seconds : seconds;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
