import { findVerbatim } from "./find-words.ts";
import { type Grounding, groundMeasure } from "./ground-measure.ts";
import { groundName } from "./ground-name.ts";
import type { IncidentIndex } from "./incident-index.ts";
import { nearestLine } from "./nearest-line.ts";
import { parseQuantities } from "./parse-quantities.ts";

/** From this share of its words in one line on, a quotation alters that line instead of making one up. */
const MISQUOTE_FROM = 0.6;

/**
 * Traces the words of a quotation: they must stand in the incident text, in either language, word for word.
 *
 * A line quoted with altered words is a misquotation, unless a figure or name in it is new: that is invented.
 *
 * @returns null when the incident is not written in the quotation's language, so that nothing could be quoted
 */
export function groundQuote(words: string, index: IncidentIndex): Grounding | null {
  const inContext = findVerbatim(words, index.shown);
  if (inContext !== null) return { grounded: true, inContext };
  if (index.other !== null && findVerbatim(words, index.other) !== null) {
    return { grounded: true, inContext: null };
  }
  const hasHan = (text: string | undefined) => /\p{Script=Han}/u.test(text ?? "");
  if (hasHan(words) && !hasHan(index.shown.text) && !hasHan(index.other?.text)) return null;

  const line = nearestLine(words, index);
  const ungrounded = { grounded: false, contradicts: false, nearest: line?.span ?? null } as const;
  const isMisquote = (line?.share ?? 0) >= MISQUOTE_FROM && hasKnownFigures(words, index);
  return isMisquote ? { ...ungrounded, isMisquote } : ungrounded;
}

function hasKnownFigures(words: string, index: IncidentIndex): boolean {
  return parseQuantities(words).every((quantity) =>
    quantity.type === "name" ? groundName(quantity, index).grounded : groundMeasure(quantity, index).grounded,
  );
}
