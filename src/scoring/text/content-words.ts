import { normaliseText } from "./normalise.ts";

const TOKEN = /[\p{Script=Latin}\p{Nd}_]+|\p{Script=Han}/gu;
const COMMON = new Set(["the", "a", "an", "of", "to", "in", "on", "and", "is", "was", "for", "from", "with"]);

/** Distinct words, Han characters one by one; without endings, so that "failed" pairs with "fails". */
export function contentWords(text: string): Set<string> {
  const tokens = [...normaliseText(text).text.matchAll(TOKEN)].map(([token]) => token);
  const content = tokens.filter((token) => !COMMON.has(token));
  return new Set(content.map((token) => (token.length > 4 ? token.replace(/(?:ing|ed|es|s)$/, "") : token)));
}

const COPIED_FROM = 0.8;

/** Whether two texts say the same in the same words, whatever their order: they share 80% of all they have. */
export function isSameWording(a: string, b: string): boolean {
  const [left, right] = [contentWords(a), contentWords(b)];
  const shared = [...left].filter((word) => right.has(word)).length;
  const all = left.size + right.size - shared;
  return all > 0 && shared / all >= COPIED_FROM;
}
