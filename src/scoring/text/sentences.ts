import { splitClauses } from "./clauses.ts";
import { normaliseText, type TextSpan } from "./normalise.ts";

/** The sentences of a text in order, without empty ones; spans are exact in `source`. */
export function splitSentences(source: string): TextSpan[] {
  const { text, toSource } = normaliseText(source);
  const startByEnd = new Map<number, number>();
  for (const { start, sentenceEnd } of splitClauses(text)) {
    if (!startByEnd.has(sentenceEnd)) startByEnd.set(sentenceEnd, start);
  }
  return [...startByEnd].map(([end, start]) => {
    const from = start + (/^\s*/.exec(text.slice(start, end))?.[0].length ?? 0);
    const to = from + text.slice(from, end).trimEnd().length;
    return toSource(from, to);
  });
}
