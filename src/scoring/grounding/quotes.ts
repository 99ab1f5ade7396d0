import { splitClauses } from "../text/clauses.ts";
import { normaliseText, type TextSpan } from "../text/normalise.ts";
import { findCues, polarityAt, polarityScopes } from "../text/polarity.ts";
import { countUnits } from "../text/scripts.ts";

/** Pairs of quote marks; a straight single one must not be an apostrophe or belong to `status='pending'`. */
const QUOTED =
  /“(?<curly>[^”]+)”|「(?<corner>[^」]+)」|『(?<double>[^』]+)』|"(?<straight>[^"\n]+)"|(?<![\p{L}\p{N}=])'(?<single>[^'\n]+)'(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])‘(?<curlySingle>[^’]+)’|`(?<code>[^`\n]+)`/gu;
const PLACEHOLDER = /^\s*(?:\[[^\]]*\]|<[^>]*>)\s*$/;

/** What a report puts in quotation marks, as what the incident text is said to say. */
export interface Quotation extends TextSpan {
  /** The words between the marks. */
  readonly words: string;
  /** "No 'out of memory' lines": mentioned as absent, so it need not be there. */
  readonly isDenied: boolean;
}

/** All that stands between quotation or code marks, outermost marks only, single words too. */
export function findQuoted(text: string): Omit<Quotation, "isDenied">[] {
  return Array.from(text.matchAll(QUOTED), ({ 0: quote, index, groups = {} }) => {
    const words = Object.values(groups).find((inner) => inner !== undefined) ?? "";
    return { start: index, end: index + quote.length, quote, words };
  });
}

/**
 * The quotations of a text, outermost marks only. A single word in quotes is a name or irony, not a quotation:
 * at least two words or four Han characters.
 */
export function findQuotations(text: string): Quotation[] {
  const found = findQuoted(text).filter(({ words }) => !PLACEHOLDER.test(words) && isLongEnough(words));
  if (found.length === 0) return [];
  const isDenied = denialReader(text, found);
  return found.map((span) => ({ ...span, isDenied: isDenied(span) }));
}

function isLongEnough(words: string): boolean {
  const units = countUnits(words);
  return units.words >= 2 || units.han >= 4 || (units.words >= 1 && units.han >= 2);
}

/** Tells whether a place of the text is denied by words outside the quotations. */
function denialReader(source: string, quotations: readonly TextSpan[]): (span: TextSpan) => boolean {
  const normalised = normaliseText(source);
  const at = (start: number, end: number) => normalised.toSource(start, end);
  const cues = findCues(normalised.text).filter((cue) => {
    const span = at(cue.start, cue.end);
    return !quotations.some(({ start, end }) => start <= span.start && span.end <= end);
  });
  const scopes = polarityScopes(normalised.text, splitClauses(normalised.text), cues)
    .filter(({ polarity }) => polarity === "negated")
    .map((scope) => ({ ...at(scope.start, scope.end), polarity: scope.polarity }));
  // The words a negation governs begin at the quotation, whatever clause marks it holds.
  return ({ start }) => polarityAt(scopes, start, start + 1) === "negated";
}
