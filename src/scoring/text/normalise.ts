/** A piece of a text: `quote` is that text from `start` to `end` (UTF-16 offsets, end exclusive). */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

/** A text made comparable, which still knows where each of its characters came from. */
export interface NormalisedText {
  readonly source: string;
  /** Lower case, NFKC, one kind of quote and hyphen, single spaces; "\n" only between paragraphs and list items. */
  readonly text: string;
  /** The piece of `source` that `text` from `start` to `end` was made from. */
  toSource(start: number, end: number): TextSpan;
}

/** What is normalised as one, at `lastIndex`: hidden comments, long dashes, white space, a letter with its marks. */
const NEXT_UNIT = /<!--[\s\S]*?-->|[\u2014\u2015\u2e3a\u2e3b]+|\s+|\P{M}\p{M}*|\p{M}+/uy;
/** Zero-width, bidi and variation characters: they show nothing and would hide a word from matching. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}/gu;
const SINGLE_QUOTES = /[\u2018\u2019\u201a\u201b\u2032`\u00b4]/g;
const DOUBLE_QUOTES = /[\u201c\u201d\u201e\u201f\u2033\u300a-\u300f\u00ab\u00bb]/g;
const HYPHENS = /[\u2010-\u2013\u2212\ufe63]/g;
const LIST_MARK = /^(?:[-*\u2022\u00b7]|\d+[.)\u3001])/;

/**
 * Makes texts comparable: NFKC (full-width forms included), case, white space, quotes, hyphens.
 *
 * Comments and invisible characters vanish, so that hidden keywords earn nothing and hidden joints break
 * nothing. A long dash becomes " - ". Lower-casing is the locale-free one: same text, same result anywhere.
 */
export function normaliseText(source: string): NormalisedText {
  const known = recent.get(source);
  if (known !== undefined) return known;
  const fresh = normalise(source);
  if (recent.size >= RECENT_AT_MOST) recent.clear();
  recent.set(source, fresh);
  return fresh;
}

/** Every scorer reads the same fields, some of them several times over. */
const recent = new Map<string, NormalisedText>();
/** Several reports' worth. */
const RECENT_AT_MOST = 500;

function normalise(source: string): NormalisedText {
  let text = "";
  const starts: number[] = [];
  const ends: number[] = [];

  for (let index = 0; index < source.length; ) {
    const unit = plainUnitAt(source, index) ?? unitAt(source, index);
    const end = index + unit.length;
    for (let i = 0; i < unit.plain.length; i++) {
      starts.push(index);
      ends.push(end);
    }
    text += unit.plain;
    index = end;
  }

  const toSource = (from: number, to: number): TextSpan => {
    const start = starts[from] ?? source.length;
    const end = to > from ? (ends[to - 1] ?? source.length) : start;
    return { start, end, quote: source.slice(start, end) };
  };
  return { source, text, toSource };
}

/** A unit by its length in the source and what it becomes. */
interface Unit {
  readonly length: number;
  readonly plain: string;
}

/** By character code: what an ASCII character becomes, whatever follows it, unless a combining mark does. */
const PLAIN_ASCII: readonly (Unit | null)[] = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return code > 0x20 && code < 0x7f && character !== "<" && character !== "`"
    ? { length: 1, plain: character.toLowerCase() }
    : null;
});
const SPACE: Unit = { length: 1, plain: " " };

/** Nearly all of a text, one character at a time; null where it takes a closer look. Only saves time. */
function plainUnitAt(source: string, index: number): Unit | null {
  const code = source.charCodeAt(index);
  const next = source.charCodeAt(index + 1);
  if (!(isAscii(next) || isHan(next) || Number.isNaN(next))) return null; // might be a combining mark
  if (code === 0x20) return next > 0x20 && next !== 0x7f ? SPACE : null;
  if (code < 128) return PLAIN_ASCII[code] ?? null;
  return isHan(code) ? { length: 1, plain: source.charAt(index) } : null;
}

function isAscii(code: number): boolean {
  return code < 128;
}

/** The block of unified ideographs: no marks in it, and nothing that NFKC changes. */
function isHan(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}

function unitAt(source: string, index: number): Unit {
  NEXT_UNIT.lastIndex = index;
  const unit = NEXT_UNIT.exec(source)?.[0] ?? source.charAt(index);
  const end = index + unit.length;
  return { length: unit.length, plain: normaliseUnit(unit, source.slice(end, end + 4)) };
}

function normaliseUnit(unit: string, next: string): string {
  if (unit.startsWith("<!--")) return "";
  if (/^[\u2014\u2015\u2e3a\u2e3b]/.test(unit)) return " - ";
  if (/^\s/.test(unit)) return isParagraphBreak(unit, next) ? "\n" : " ";
  return unit
    .replace(INVISIBLE, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(SINGLE_QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .replace(HYPHENS, "-");
}

/** A single line break is only a wrapped line, unless a list item follows. */
function isParagraphBreak(space: string, next: string): boolean {
  const breaks = space.split("\n").length - 1;
  return breaks > 1 || (breaks === 1 && LIST_MARK.test(next));
}
