import type { ContextSpan } from "../../contracts/score.ts";
import { normaliseText } from "../text/normalise.ts";
import type { IncidentIndex } from "./incident-index.ts";

const TOKEN = /[\p{Script=Latin}\p{Nd}_]+|\p{Script=Han}{2}/gu;
/** Pieces of a line: the statement nearest to an invented quotation is rarely a whole line. */
const PIECE = /[^\n;；。，]+/gu;
const SHARED_AT_LEAST = 1;
const COMMON = new Set(["the", "a", "an", "of", "to", "in", "on", "and", "is", "was", "for", "from", "with"]);

/** The piece of the incident text that shares most words with `words`; null when it shares none. */
export function nearestLine(words: string, { shown }: IncidentIndex): ContextSpan | null {
  const wanted = tokensOf(words);
  let best: { span: ContextSpan; shared: number; length: number } | null = null;
  for (const { 0: piece, index } of shown.source.matchAll(PIECE)) {
    const tokens = tokensOf(piece);
    const shared = [...wanted].filter((token) => tokens.has(token)).length;
    if (shared < SHARED_AT_LEAST) continue;
    if (best !== null && (shared < best.shared || (shared === best.shared && tokens.size >= best.length)))
      continue;
    const lead = piece.length - piece.trimStart().length;
    const quote = piece.trim();
    best = {
      span: { start: index + lead, end: index + lead + quote.length, quote },
      shared,
      length: tokens.size,
    };
  }
  return best?.span ?? null;
}

function tokensOf(text: string): Set<string> {
  const tokens = [...normaliseText(text).text.matchAll(TOKEN)].map(([token]) => stem(token));
  return new Set(tokens.filter((token) => !COMMON.has(token)));
}

/** Good enough to pair "failed" with "fails" and "messages" with "message". */
function stem(token: string): string {
  return token.length > 4 ? token.replace(/(?:ing|ed|es|s)$/, "") : token;
}
