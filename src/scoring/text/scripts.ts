/** What continues a word in Latin script; Han characters do not, so "v2.41版本" still ends a word after 2.41. */
export const WORD_CHARACTER = String.raw`[\p{Script=Latin}\p{Nd}_]`;
export const NOT_AFTER_WORD = `(?<!${WORD_CHARACTER})`;
export const NOT_BEFORE_WORD = `(?!${WORD_CHARACTER})`;

const WORD = new RegExp(`${WORD_CHARACTER}(?:[.'-]?${WORD_CHARACTER})*`, "gu");
const HAN = /\p{Script=Han}/gu;
const HAN_OR_WORD = new RegExp(`(?<han>${HAN.source})|${WORD.source}`, "gu");

export interface LengthInUnits {
  readonly words: number;
  readonly han: number;
}

/** How long a text is to a reader: Latin words (hyphenated ones and versions count once) and Han characters. */
export function countUnits(text: string): LengthInUnits {
  return { words: text.match(WORD)?.length ?? 0, han: text.match(HAN)?.length ?? 0 };
}

/** So many Han characters say about as much as one English word. */
export const HAN_PER_WORD = 1.6;

/** Where a text of at most `limit` units ends. Han characters weigh `words / han` of a word each. */
export function cutAfterUnits(text: string, limit: LengthInUnits): number {
  let spent = 0;
  for (const { index, groups } of text.matchAll(HAN_OR_WORD)) {
    spent += groups?.han === undefined ? 1 / limit.words : 1 / limit.han;
    // The margin keeps sums of fractions such as 10 × 1/10 from falling on the wrong side.
    if (spent > 1 + 1e-9) return index;
  }
  return text.length;
}
