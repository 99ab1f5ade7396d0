import { type Clause, splitClauses } from "./clauses.ts";
import { normaliseText, type TextSpan } from "./normalise.ts";

/** A clause with its place in the text as written. */
export interface SentencePart extends TextSpan {
  readonly opener: Clause["opener"];
  /** Which sentence of the text it belongs to; two clauses of one sentence have the same. */
  readonly sentence: number;
}

/** The clauses of a text as it was written, in order. */
export function sentenceParts(text: string): SentencePart[] {
  const normalised = normaliseText(text);
  return splitClauses(normalised.text).map(({ start, end, opener, sentenceEnd }) => ({
    ...normalised.toSource(start, end),
    opener,
    sentence: sentenceEnd,
  }));
}
