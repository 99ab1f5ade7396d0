import type { ContextSpan } from "../../contracts/score.ts";
import { contentWords } from "../text/content-words.ts";
import type { IncidentIndex } from "./incident-index.ts";

export interface NearestLine {
  readonly span: ContextSpan;
  /** Share of the words looked for that the line has; a Han character is a word. */
  readonly share: number;
}

/** The line of the incident text that shares most words with `words`; null when none shares any. */
export function nearestLine(words: string, { shown }: IncidentIndex): NearestLine | null {
  const wanted = contentWords(words);
  let best: NearestLine | null = null;
  for (const { 0: line, index } of shown.source.matchAll(/[^\n]+/g)) {
    const tokens = contentWords(line);
    const share = [...wanted].filter((token) => tokens.has(token)).length / wanted.size;
    if (share === 0 || (best !== null && share < best.share)) continue;
    // Of two lines that share as much, the shorter one is about less else.
    if (best !== null && share === best.share && line.length >= best.span.quote.length) continue;
    const lead = line.length - line.replace(/^[\s-]+/, "").length;
    const quote = line.slice(lead).trimEnd();
    best = { span: { start: index + lead, end: index + lead + quote.length, quote }, share };
  }
  return best;
}
