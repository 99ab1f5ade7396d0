import { normaliseText } from "./normalise.ts";

const TOKEN = /[\p{Script=Latin}\p{Nd}_]+|\p{Script=Han}/gu;
const COMMON = new Set(["the", "a", "an", "of", "to", "in", "on", "and", "is", "was", "for", "from", "with"]);

/** Distinct words, Han characters one by one; without endings, so that "failed" pairs with "fails". */
export function contentWords(text: string): Set<string> {
  const tokens = [...normaliseText(text).text.matchAll(TOKEN)].map(([token]) => token);
  const content = tokens.filter((token) => !COMMON.has(token));
  return new Set(content.map((token) => (token.length > 4 ? token.replace(/(?:ing|ed|es|s)$/, "") : token)));
}

/** Words two texts share, over all the words of both, 0 to 1; 0 where neither has any. */
export function wordOverlap(a: string, b: string): number {
  const first = contentWords(a);
  const second = contentWords(b);
  const shared = [...first].filter((word) => second.has(word)).length;
  const all = first.size + second.size - shared;
  return all === 0 ? 0 : shared / all;
}

const COPIED_FROM = 0.8;

/** Whether two texts say the same in the same words, whatever their order: they share 80% of all they have. */
export function isSameWording(a: string, b: string): boolean {
  return wordOverlap(a, b) >= COPIED_FROM;
}
