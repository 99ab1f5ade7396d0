import type { MeasureKind } from "./quantity.ts";

interface Unit {
  readonly kind: MeasureKind;
  /** To the kind's base unit: seconds, bytes, per second, percent. */
  readonly factor: number;
}

type Row = readonly [kind: MeasureKind, factor: number, spellings: string];

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Spellings in normalised text (lower case), so KB and kb are one; bits are not told from bytes. */
const ROWS: readonly Row[] = [
  ["duration", 1e-6, "microseconds?|µs|μs|us|微秒"],
  ["duration", 1e-3, "milliseconds?|msecs?|ms|毫秒"],
  ["duration", 1, "seconds?|secs?|s|秒钟|秒"],
  ["duration", MINUTE, "minutes?|mins?|m|分钟|分(?!之|位|片|区|布|支)"],
  ["duration", HOUR, "hours?|hrs?|h|个?小时|个?钟头"],
  ["duration", DAY, "days?|d|天"],
  ["duration", 7 * DAY, "weeks?|周|个?星期"],
  ["duration", 30 * DAY, "months?|个月"],
  ["duration", 365 * DAY, "years?|年"],
  ["points", 1, "percentage[ -]points?|pp|个?百分点"],
  ["percent", 1, "%|percent|per cent"],
  [
    "multiple",
    1,
    "x|×|-?fold|倍|times(?= (?:as|the|its|more|higher|slower|longer|larger|greater|faster|normal)\\b)",
  ],
  ["size", 1, "bytes?|字节"],
  ["size", 1e3, "kilobytes?|kb"],
  ["size", 1e6, "megabytes?|mb"],
  ["size", 1e9, "gigabytes?|gb"],
  ["size", 1e12, "terabytes?|tb"],
  ["size", 2 ** 10, "kib|ki"],
  ["size", 2 ** 20, "mib|mi"],
  ["size", 2 ** 30, "gib|gi"],
  ["size", 2 ** 40, "tib|ti"],
  ["rate", 1, "rps|qps|tps|ops|req/s|reqs/s|hz|次/秒|个/秒"],
  ["rate", 1 / MINUTE, "rpm|req/min|次/分钟|次/分"],
  ["money", 1, "usd|eur|cny|rmb|dollars?|euros?|元|美元|人民币|欧元"],
];

const UNITS = ROWS.map(([kind, factor, spellings]) => ({
  unit: { kind, factor },
  pattern: new RegExp(`^(?:${splitTop(spellings).map(withoutLookAhead).join("|")})$`, "u"),
}));

/** Any unit, longest spelling first; a Latin one must not run on into a word. */
export const UNIT = alternatives(ROWS);
export const DURATION_UNIT = alternatives(ROWS.filter(([kind]) => kind === "duration"));

export function readUnit(spelling: string): Unit | null {
  return UNITS.find(({ pattern }) => pattern.test(spelling))?.unit ?? null;
}

export const SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  千: 1e3,
  万: 1e4,
  百万: 1e6,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  千万: 1e7,
  亿: 1e8,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
};

/** "per second" and its kin, after a figure or its noun. "31 每分钟预订" begins something new. */
export const PER: readonly (readonly [pattern: RegExp, seconds: number])[] = [
  [
    /^(?:\s*\/\s*s(?:ec)?(?:ond)?|\s+(?:per|a|each|every) second|\s*每秒(?!(?!的)\p{Script=Han}))(?![a-z])/u,
    1,
  ],
  [
    /^(?:\s*\/\s*min(?:ute)?|\s+(?:per|a|each|every) minute|\s*每分钟(?!(?!的)\p{Script=Han}))(?![a-z])/u,
    MINUTE,
  ],
  [
    /^(?:\s*\/\s*h(?:our|r)?|\s+(?:per|an|each|every) hour|\s*每小时(?!(?!的)\p{Script=Han}))(?![a-z])/u,
    HOUR,
  ],
  [/^(?:\s*\/\s*day|\s+(?:per|a|each|every) day|\s*每天(?!(?!的)\p{Script=Han}))(?![a-z])/u, DAY],
];

/** The same before a figure: "每分钟 2 次". */
export const EACH_ZH: Readonly<Record<string, number>> = { 秒: 1, 分钟: MINUTE, 小时: HOUR, 天: DAY };

function alternatives(rows: readonly Row[]): string {
  const spellings = rows.flatMap(([, , list]) => splitTop(list));
  spellings.sort((a, b) => withoutLookAhead(b).length - withoutLookAhead(a).length);
  return `(?:${spellings.map((one) => (/[a-z?]$/.test(one) ? `${one}(?![\\p{Script=Latin}\\d])` : one)).join("|")})`;
}

/** Splits at "|" outside brackets. */
function splitTop(list: string): string[] {
  return list.match(/(?:\((?:[^()]|\([^()]*\))*\)|[^|(])+/g) ?? [];
}

function withoutLookAhead(spelling: string): string {
  return spelling.replace(/\(\?.*$/, "");
}
