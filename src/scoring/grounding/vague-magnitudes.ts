import { normaliseText, type TextSpan } from "../text/normalise.ts";
import type { IncidentIndex } from "./incident-index.ts";

export interface VagueMagnitude extends TextSpan {
  /** The smallest number it can stand for: "thousands" is 1,000 and up. */
  readonly atLeast: number;
}

const MAGNITUDES: readonly (readonly [atLeast: number, en: string, zh: string])[] = [
  [1e6, "millions", "数百万|上百万|几百万"],
  [1e5, "hundreds of thousands", "数十万|几十万|上十万"],
  [1e4, "tens of thousands", "数万|几万|上万"],
  [1e3, "thousands", "数千|几千|上千|成千上万|成千"],
  [100, "hundreds", "数百|几百|上百|成百上千"],
  [10, "dozens|scores|tens", "数十|几十"],
];
const COUNTED_ZH = `(?:多)?(?:个|名|位|笔|次|条|家)?(?:付费|受影响的?|失败的?)?(?:用户|客户|人|订单|交易|支付|请求|商户)?`;
const PATTERNS = MAGNITUDES.map(([atLeast, en, zh]) => ({
  atLeast,
  pattern: new RegExp(
    String.raw`(?<!\bof )\b(?:${en})(?: of)?(?: [a-z-]+){0,2}? (?:users|customers|people|orders|checkouts|payments|transactions|requests|merchants|accounts)\b|\b(?:${en}) (?:of [a-z]+|affected)\b|(?:${zh})(?=[个名位笔次条家多用客人订交支请商])${COUNTED_ZH}`,
    "g",
  ),
}));

/** A cheap test before the many patterns. */
const MAY_HOLD_ONE = /illions|ousands|undreds|ozens|scores|tens|[数几上成][十百千万]|成千/;

/** "Thousands of users", 数千用户: a magnitude that nobody measured. In order of position, widest first. */
export function findVagueMagnitudes(source: string): VagueMagnitude[] {
  const { text, toSource } = normaliseText(source);
  if (!MAY_HOLD_ONE.test(text)) return [];
  const found: VagueMagnitude[] = [];
  for (const { atLeast, pattern } of PATTERNS) {
    for (const { 0: words, index } of text.matchAll(pattern)) {
      const span = toSource(index, index + words.length);
      if (found.every(({ start, end }) => span.end <= start || span.start >= end))
        found.push({ ...span, atLeast });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Supported when the incident text says as much, or counts people or orders of that order of magnitude. */
export function isMagnitudeSupported({ atLeast }: VagueMagnitude, index: IncidentIndex): boolean {
  const texts = [index.shown.source, index.other?.source ?? ""];
  if (texts.some((text) => findVagueMagnitudes(text).some((known) => known.atLeast === atLeast))) return true;
  return index.measures.some(
    ({ quantity: { counted, high } }) => counted !== null && atLeast <= high && high < atLeast * 100,
  );
}
