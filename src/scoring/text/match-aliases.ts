import type { Aliases } from "../../contracts/language.ts";
import { type CompiledAlias, compileAliases } from "./alias-syntax.ts";
import { allMatches } from "./all-matches.ts";
import { type Clause, splitClauses } from "./clauses.ts";
import { type LetterPairs, letterPairs, mayHold } from "./letter-pairs.ts";
import { normaliseText, type TextSpan } from "./normalise.ts";
import { findCues, type Polarity, polarityAt, polarityScopes } from "./polarity.ts";
import { countUnits } from "./scripts.ts";

/** One place where a text names a thing, and whether it asserts it there. */
export interface AliasMatch extends TextSpan {
  readonly polarity: Polarity;
  /** The parts that the alias spells out, without what its gaps let in. */
  readonly words: readonly TextSpan[];
}

const GAP_WORDS = 5;
const GAP_HAN = 12;
const GAP_STOPS = /[,、也]|\band\b/;

/**
 * Everywhere `text` names a thing by one of its aliases (syntax: `compileAliases`), in order of position.
 *
 * Spans are exact in `text` itself. Rules read polarity clause by clause; what they are known to miss is
 * a far paraphrase of a denial, so decide on several facts together, not on a single match.
 */
export function findAliases(text: string, aliases: Aliases): AliasMatch[] {
  return findAliasGroups(text, [aliases])[0] ?? [];
}

/**
 * The same for several things at once, one list of matches per group, in the order of `groups`.
 *
 * A negation inside any group's alias ("no index on status") is part of that fact and denies nothing
 * else, so the facts of one scenario belong in one call.
 */
export function findAliasGroups(text: string, groups: readonly Aliases[]): AliasMatch[][] {
  const normalised = normaliseText(text);
  const pairs = letterPairs(normalised.text);
  const places = groups.map((group) => placesOfAny(compileAliases(group), normalised.text, pairs));
  if (places.every((list) => list.length === 0)) return places.map(() => []);

  const words = places.flat().flatMap((place) => place.words);
  const cues = findCues(normalised.text).filter(
    (cue) => !words.some((word) => word.start <= cue.start && cue.end <= word.end),
  );
  const scopes = polarityScopes(normalised.text, clausesOf(normalised.text), cues);
  return places.map((list) =>
    list.map(({ start, end, words: parts }) => ({
      ...normalised.toSource(start, end),
      polarity: polarityAt(scopes, start, end),
      words: parts.map((part) => normalised.toSource(part.start, part.end)),
    })),
  );
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** A match in normalised text; `words` are the parts the alias spells out, without its gaps. */
interface Place extends Range {
  readonly words: readonly Range[];
}

function placesOfAny(aliases: readonly CompiledAlias[], text: string, pairs: LetterPairs): Place[] {
  const places: Place[] = [];
  for (const alias of aliases) {
    if (!mayHold(pairs, alias.slots)) continue; // nearly every alias ends here
    if (alias.literals.every((literal) => text.includes(literal))) places.push(...placesOf(alias, text));
  }
  return distinct(places);
}

function placesOf({ parts }: CompiledAlias, text: string): Place[] {
  const [first, ...later] = parts();
  if (first === undefined) return [];
  let places: Place[] = rangesOf(first, text).map((word) => ({ ...word, words: [word] }));
  for (const pattern of later) {
    if (places.length === 0) return [];
    const ranges = rangesOf(pattern, text);
    places = places.flatMap((place) => {
      const next = ranges.find(({ start }) => start >= place.end);
      if (next === undefined || !isGap(text, place.end, next.start)) return [];
      return [{ start: place.start, end: next.end, words: [...place.words, next] }];
    });
  }
  return places;
}

function rangesOf(pattern: RegExp, text: string): Range[] {
  return allMatches(pattern, text).map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));
}

function isGap(text: string, start: number, end: number): boolean {
  const gap = text.slice(start, end);
  if (GAP_STOPS.test(gap)) return false;
  const clauses = clausesOf(text);
  if (clauses.some((clause) => clause.start >= start && clause.start <= end && clause.start > 0))
    return false;
  const { words, han } = countUnits(gap);
  return words <= GAP_WORDS && han <= GAP_HAN;
}

let latest: { readonly text: string; readonly clauses: readonly Clause[] } = { text: "", clauses: [] };

/** One text is asked about many times in a row. */
function clausesOf(text: string): readonly Clause[] {
  if (latest.text !== text) latest = { text, clauses: splitClauses(text) };
  return latest.clauses;
}

function distinct(places: readonly Place[]): Place[] {
  if (places.length === 0) return [];
  const bySpan = new Map(places.map((place) => [`${place.start}-${place.end}`, place]));
  return [...bySpan.values()].sort((a, b) => a.start - b.start || b.end - a.end);
}
