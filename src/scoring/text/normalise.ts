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

/** What is normalised as one: hidden comments, long dashes, white space, a letter with its combining marks. */
const UNIT = /<!--[\s\S]*?-->|[\u2014\u2015\u2e3a\u2e3b]+|\s+|\P{M}\p{M}*|\p{M}+/gu;
/** Zero-width, bidi and variation characters: they show nothing and would hide a word from matching. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}/gu;
const SINGLE_QUOTES = /[\u2018\u2019\u201a\u201b\u2032`\u00b4]/g;
const DOUBLE_QUOTES = /[\u201c\u201d\u201e\u201f\u2033\u300a-\u300f\u00ab\u00bb]/g;
const HYPHENS = /[\u2010-\u2013\u2212\ufe63]/g;
/** Nearly all of a text, and already as it should be; the pattern only saves time. */
const PLAIN = /^[a-z0-9.,;:()/_=\u4e00-\u9fff-]$/;
const LIST_MARK = /^(?:[-*\u2022\u00b7]|\d+[.)\u3001])/;

/**
 * Makes texts comparable: NFKC (full-width forms included), case, white space, quotes, hyphens.
 *
 * Comments and invisible characters vanish, so that hidden keywords earn nothing and hidden joints break
 * nothing. A long dash becomes " - ". Lower-casing is the locale-free one: same text, same result anywhere.
 */
export function normaliseText(source: string): NormalisedText {
  let text = "";
  const starts: number[] = [];
  const ends: number[] = [];

  for (const { 0: unit, index } of source.matchAll(UNIT)) {
    const end = index + unit.length;
    const plain = normaliseUnit(unit, source.slice(end, end + 4));
    for (let i = 0; i < plain.length; i++) {
      starts.push(index);
      ends.push(end);
    }
    text += plain;
  }

  const toSource = (from: number, to: number): TextSpan => {
    const start = starts[from] ?? source.length;
    const end = to > from ? (ends[to - 1] ?? source.length) : start;
    return { start, end, quote: source.slice(start, end) };
  };
  return { source, text, toSource };
}

function normaliseUnit(unit: string, next: string): string {
  if (PLAIN.test(unit)) return unit;
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
