import { ENGLISH_NUMERAL, HAN_NUMERAL, readNumeral } from "./number-words.ts";
import type { Measure, MeasureKind } from "./quantity.ts";
import { countedAt, hedgeAt, isPeriodAt, subjectAt } from "./surroundings.ts";
import { DURATION_UNIT, EACH_ZH, PER, readUnit, SCALES, UNIT } from "./units.ts";
import type { Place, WorkingText } from "./working-text.ts";

const DIGITS = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const SCALE = String.raw`\s?(?:million|billion|thousand|bn|mn|[kmb])(?![\p{Script=Latin}\d])|\s?(?:百万|千万|亿|万|千(?!克|米))`;
const NOT_IN_WORD = String.raw`(?<![\p{Script=Latin}\d_.]|\d,|[\p{Script=Latin}\d]-|#)`;
const FIGURE = new RegExp(
  String.raw`(?<currency>[$¥€£]\s?)?${NOT_IN_WORD}(?<low>${DIGITS})(?<lowScale>${SCALE})?(?:\s?(?:-|~|to|至|到)\s?(?<high>${DIGITS})(?<highScale>${SCALE})?(?=\s?-?${UNIT}))?(?:\s?-?(?<unit>${UNIT}))?(?![\p{Script=Latin}\d_])`,
  "gu",
);
const CURRENCY: ReadonlySet<string> = new Set(["$", "¥", "€", "£"]);

const COMPACT =
  /(?<![\p{Script=Latin}\d_.-])(?=\d+[dhm]\d+[hms])(?:(?<days>\d+)d)?(?:(?<hours>\d+)h)?(?:(?<minutes>\d+)m)?(?:(?<seconds>\d+)s)?(?![\p{Script=Latin}\d_])/gu;
const HALF_EN = /\b(?:half an? (?<unit>hour|minute|second|day))\b/g;
const HALF_ZH = /半\s?个?(?<unit>小时|分钟|天|秒)/g;
const WITH_HALF_ZH = new RegExp(String.raw`(?<number>${HAN_NUMERAL}|\d+)\s?个半(?<unit>小时|月)`, "gu");
const TENTHS_ZH =
  /(?<![完变构生组造达促赞零一二三四五六七八九十])(?<tens>[一二两三四五六七八九])成(?<ones>[一二三四五六七八九半])?(?![为员功分果立长本效熟交绩型])/g;
const PERCENT_ZH = new RegExp(
  String.raw`百分之(?<number>${HAN_NUMERAL.replace(/^\(\?<!.*?\)/, "")}|\d+(?:\.\d+)?)`,
  "gu",
);
const HALF_OF =
  /\bhalf of (?=(?:all |the |our )?(?:users|customers|requests|traffic|checkouts|payments))|一半(?=的?(?:用户|请求|流量|客户|订单|支付))/g;
const SPELLED = new RegExp(
  String.raw`(?:(?<![\p{Script=Latin}-])(?<english>${ENGLISH_NUMERAL})[\s-](?=${DURATION_UNIT}|percent\b)|(?<han>${HAN_NUMERAL})\s?(?=毫秒|微秒|秒|分钟|个?小时|天|周|个月|年|倍|个?百分点|(?:行|条|名|位|笔|次|个用户|用户|客户)))(?<unit>${UNIT})?`,
  "gu",
);
const EACH_BEFORE = /每(秒|分钟|小时|天)\s*[~约]?\s*$/;
/** What happens so often, between the figure and "per second": "41k keys evicted per second". */
const RATED_NOUN =
  /^(?:(?:\s[a-z]+){0,2}(?=\s?(?:\/|per\b|an?\s(?:second|minute|hour|day)|each\b|every\b))|\s?(?:次|个请求))?/;
const TIMES_ZH = /^\s*(?:次|个请求|条|笔)/;
/** Numbers that only number something: "step 2", "假设 1". */
const ORDINAL_BEFORE =
  /(?:\b(?:hypothes[ie]s|step|option|rank(?:ed)?|item|phase|tier|no\.|level|port|chapter)|假设|步骤|方案|第|排名|阶段|端口)\s?$/;
const NO_CLAIM =
  /\b(?:sev-?\d|p[0-4]|24\s?\/\s?7|\d+(?:st|nd|rd|th)|utf-?\d+|sha-?\d+|ipv[46]|tls\s?v?\d(?:\.\d)?)(?![\p{Script=Latin}\d])/gu;

interface Reading {
  readonly kind: MeasureKind;
  readonly low: number;
  readonly high?: number;
  readonly halfStep?: number;
  readonly shown?: number;
}

/** A cheap test before the many patterns. */
const MAY_HOLD_FIGURE = new RegExp(
  String.raw`\d|[半零〇一二两三四五六七八九十百千万亿]|\bhalf\b|\b${ENGLISH_NUMERAL}\b`,
  "u",
);

/** Every figure with its unit, or without one; numerals in digits, Chinese characters or English words. */
export function takeMeasures(working: WorkingText): Measure[] {
  if (!MAY_HOLD_FIGURE.test(working.open)) return [];
  if (/\d/.test(working.open)) working.drop(NO_CLAIM);
  const found = [
    ...takeSpelled(working),
    ...working.takeAll(FIGURE, (match, place) => readFigure(match, place, working)),
  ];
  return joinCompounds(
    found.sort((a, b) => a.start - b.start),
    working,
  );
}

function takeSpelled(working: WorkingText): Measure[] {
  const take = (pattern: RegExp, read: (groups: Record<string, string | undefined>) => Reading | null) =>
    working.takeAll(pattern, ({ groups = {} }, place) => {
      const reading = read(groups);
      return reading === null ? null : aMeasure(reading, place, working);
    });
  const half = ({ unit = "" }: Record<string, string | undefined>): Reading => ({
    kind: "duration",
    low: 0.5 * (readUnit(unit)?.factor ?? 0),
  });
  return [
    ...take(COMPACT, ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => ({
      kind: "duration",
      low: Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds),
    })),
    ...take(WITH_HALF_ZH, ({ number = "", unit = "" }) => ({
      kind: "duration",
      low:
        ((readNumeral(number) ?? Number(number)) + 0.5) *
        (readUnit(unit === "月" ? "个月" : unit)?.factor ?? 0),
    })),
    ...take(HALF_EN, half),
    ...take(HALF_ZH, half),
    ...take(PERCENT_ZH, ({ number = "" }) => ({
      kind: "percent",
      low: readNumeral(number) ?? Number(number),
    })),
    ...take(TENTHS_ZH, ({ tens = "", ones = "零" }) => ({
      kind: "percent",
      low: 10 * (readNumeral(tens) ?? 0) + (ones === "半" ? 5 : (readNumeral(ones) ?? 0)),
    })),
    ...take(HALF_OF, () => ({ kind: "percent", low: 50 })),
    ...take(SPELLED, ({ english, han = "", unit: spelling }) => {
      const number = readNumeral(english ?? han);
      const unit = spelling === undefined ? { kind: "count" as const, factor: 1 } : readUnit(spelling);
      if (number === null || unit === null) return null;
      // "两条线索" counts what is in the sentence; "一千二百万行" is a figure.
      if (spelling === undefined && han.length < 2) return null;
      // "大一倍" is once more, which is twice.
      const by = unit.kind === "multiple" && number === 1 ? 2 : number * unit.factor;
      return { kind: unit.kind, low: by, shown: number };
    }),
  ];
}

function readFigure({ groups = {} }: RegExpExecArray, place: Place, working: WorkingText): Measure | null {
  if (ORDINAL_BEFORE.test(place.before.slice(-12))) return null;
  const figure = { low: groups.low ?? "", high: groups.high ?? groups.low ?? "" };
  const written = working.sourceOf(place.start, place.end).quote;
  let scale = (groups.highScale ?? groups.lowScale ?? "").trim();
  let spelling = groups.unit;
  // "30m" is minutes and "12M" millions: only the case of the letter tells.
  if (scale === "m" && !/\dM/.test(written)) [scale, spelling] = ["", "m"];
  // So too at the end of a range: "88.1M to 54.9M".
  if (spelling === "m" && /\dM$/.test(written)) [scale, spelling] = ["m", undefined];

  const scaleFactor = SCALES[scale] ?? 1;
  const isMoney = CURRENCY.has(groups.currency?.trim() ?? "");
  const unit = isMoney
    ? { kind: "money" as const, factor: 1 }
    : spelling === undefined
      ? null
      : readUnit(spelling);
  const per = unit === null ? perAt(place) : null;
  const kind = unit?.kind ?? (per === null ? "count" : "rate");
  const factor = (unit?.factor ?? 1) * scaleFactor * (per === null ? 1 : 1 / per);
  const decimals = figure.high.split(".")[1]?.length ?? 0;
  const low = numberOf(figure.low);
  return aMeasure(
    {
      kind,
      low: low * factor,
      high: numberOf(figure.high) * factor,
      halfStep: 0.5 * 10 ** -decimals * factor,
      shown: low,
    },
    place,
    working,
  );
}

/** Seconds of "per minute" after the figure or its noun, or of "每分钟" before it; null when it is no rate. */
function perAt({ before, after }: Place): number | null {
  const each = EACH_BEFORE.exec(before.slice(-10))?.[1];
  if (each !== undefined && TIMES_ZH.test(after)) return EACH_ZH[each] ?? null;
  const rest = after.slice(RATED_NOUN.exec(after)?.[0].length ?? 0);
  return PER.find(([pattern]) => pattern.test(rest))?.[1] ?? null;
}

function aMeasure(reading: Reading, { start, end, before, after }: Place, working: WorkingText): Measure {
  const { kind, low, high = low, halfStep = 0, shown = low } = reading;
  return {
    type: "measure",
    kind,
    low: Math.min(low, high),
    high: Math.max(low, high),
    halfStep,
    hedge: hedgeAt(before, after),
    shown,
    isBare:
      kind === "count" && /^\s?(?:[^\p{L}\s]|$|(?:to|and|or|of(?= \d)|out of)\b|[至到和或])/u.test(after),
    isPeriod: kind === "duration" && isPeriodAt(before),
    counted: kind === "count" ? countedAt(after) : null,
    subject: subjectAt(before),
    utcOffset: null,
    ...working.sourceOf(start, end),
  };
}

/** "1 hour 30 minutes", "2m30s", "1 小时 30 分钟" are one duration: units must fall and nothing stand between. */
function joinCompounds(measures: readonly Measure[], working: WorkingText): Measure[] {
  const joined: Measure[] = [];
  for (const measure of measures) {
    const last = joined.at(-1);
    const between = last === undefined ? "?" : working.normalised.source.slice(last.end, measure.start);
    const isPart =
      last?.kind === "duration" &&
      measure.kind === "duration" &&
      measure.low < last.low &&
      measure.high < last.low &&
      last.halfStep > measure.halfStep &&
      /^\s?(?:and\s|零)?$/.test(between);
    if (!isPart || last === undefined) {
      joined.push(measure);
      continue;
    }
    const { source } = working.normalised;
    joined[joined.length - 1] = {
      ...last,
      low: last.low + measure.low,
      high: last.high + measure.high,
      halfStep: measure.halfStep,
      end: measure.end,
      quote: source.slice(last.start, measure.end),
    };
  }
  return joined;
}

function numberOf(digits: string): number {
  return Number(digits.replaceAll(",", ""));
}
