import type { Aliases } from "../contracts/language.ts";
import type { ReportSpan } from "../contracts/score.ts";
import { type AliasMatch, findAliasGroups } from "./text/match-aliases.ts";
import type { ReportField } from "./verdict.ts";

/** One thing of a scenario's list that a field names, and every place where it does. */
export interface PatternMatches<P> {
  readonly pattern: P;
  /** In order of position, at least one. */
  readonly matches: readonly AliasMatch[];
}

/**
 * Which of a scenario's patterns one field names, in the order of `patterns`; those it does not name are left out.
 *
 * Naming is not asserting: each match has its polarity. `beside` are facts of the same scenario that may be worded
 * negatively ("no index on status"), whose own "no" must then deny nothing else.
 */
export function findPatterns<P extends { readonly any: Aliases }>(
  field: ReportField,
  patterns: readonly P[],
  { beside = [] }: { beside?: readonly { readonly any: Aliases }[] } = {},
): PatternMatches<P>[] {
  const groups = [...patterns, ...beside].map(({ any }) => any);
  const found = findAliasGroups(field.text, groups);
  return patterns.flatMap((pattern, i) => {
    const matches = found[i] ?? [];
    return matches.length === 0 ? [] : [{ pattern, matches }];
  });
}

/** Asserted, with or without a hedge: neither denied nor merely asked. */
export function isStated({ polarity }: AliasMatch): boolean {
  return polarity === "asserted" || polarity === "hedged";
}

/** The first match that is asserted, or else the first that is asserted with a hedge. */
export function firstStated(matches: readonly AliasMatch[]): AliasMatch | undefined {
  return matches.find(({ polarity }) => polarity === "asserted") ?? matches.find(isStated);
}

export function spanIn({ path }: ReportField, { start, end, quote }: Omit<ReportSpan, "path">): ReportSpan {
  return { path, start, end, quote };
}
