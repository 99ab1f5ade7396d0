import { type CauseFamily, causeFamilySchema } from "../contracts/cause-family.ts";
import type { Expected, ExpectedRootCause, RedHerring } from "../contracts/scenario.ts";
import type { ReportSpan } from "../contracts/score.ts";
import { CAUSE_FAMILY_WORDS } from "./cause-families.ts";
import { type AliasMatch, findAliasGroups } from "./text/match-aliases.ts";
import type { TextSpan } from "./text/normalise.ts";
import type { ReportField } from "./verdict.ts";

/** One fact of the expected cause, as a hypothesis stands to it. At most one of the two spans is set. */
export interface FactReading {
  readonly factId: string;
  readonly means: string;
  /** Where it is affirmed, hedged or not. */
  readonly affirmed: ReportSpan | null;
  /** Where the cause field denies it. */
  readonly denied: ReportSpan | null;
}

/** What a hypothesis says about the expected cause, and which other causes it asserts. */
export interface CauseReading {
  /** In the scenario's order. */
  readonly facts: readonly FactReading[];
  /** Cause families asserted that are not on the true chain, with the first place of each. */
  readonly foreignFamilies: readonly { readonly family: CauseFamily; readonly at: ReportSpan }[];
  readonly redHerrings: readonly { readonly redHerring: RedHerring; readonly at: ReportSpan }[];
}

const FAMILIES = causeFamilySchema.options;

/**
 * Reads one cause in the light of the expected one.
 *
 * A fact counts when the cause affirms it. The evidence may add facts only to a cause that affirms one
 * already, and never one that the cause denies: quoting the incident text is no diagnosis. Foreign
 * families and red herrings are read from the cause alone; words inside an affirmed fact are no family.
 */
export function readCause(
  { rootCause, redHerrings }: Pick<Expected, "rootCause" | "redHerrings">,
  { cause, evidence = [] }: { cause: ReportField; evidence?: readonly ReportField[] },
): CauseReading {
  const { facts } = rootCause;
  const matches = findAliasGroups(cause.text, [
    ...facts.map(({ any }) => any),
    ...FAMILIES.map((family) => CAUSE_FAMILY_WORDS[family]),
    ...redHerrings.map(({ any }) => any),
  ]);
  const inFacts = matches.slice(0, facts.length);
  const inFamilies = matches.slice(facts.length, facts.length + FAMILIES.length);
  const inRedHerrings = matches.slice(facts.length + FAMILIES.length);

  const named = facts.map(({ id, means }, index): FactReading => {
    const found = inFacts[index] ?? [];
    const affirmed = spanIn(cause, found.find(isAffirmed));
    const denied =
      affirmed === null
        ? spanIn(
            cause,
            found.find(({ polarity }) => polarity === "negated"),
          )
        : null;
    return { factId: id, means, affirmed, denied };
  });
  // What stands in a gap of an alias is no part of the fact: "a connection leak … exhausts everything" asserts a leak.
  const factWords = inFacts
    .flat()
    .filter(isAffirmed)
    .flatMap(({ words }) => words);

  return {
    facts: named.some(({ affirmed }) => affirmed !== null) ? completed(named, rootCause, evidence) : named,
    foreignFamilies: FAMILIES.flatMap((family, index) => {
      if (rootCause.families.includes(family)) return [];
      const asserted = inFamilies[index]?.find((match) => isAffirmed(match) && !isInside(match, factWords));
      const at = spanIn(cause, asserted);
      return at === null ? [] : [{ family, at }];
    }),
    redHerrings: redHerrings.flatMap((redHerring, index) => {
      const at = spanIn(cause, inRedHerrings[index]?.find(isAffirmed));
      return at === null ? [] : [{ redHerring, at }];
    }),
  };
}

function completed(
  named: readonly FactReading[],
  { facts }: ExpectedRootCause,
  evidence: readonly ReportField[],
): FactReading[] {
  const perItem = evidence.map((field) => ({
    field,
    matches: findAliasGroups(
      field.text,
      facts.map(({ any }) => any),
    ),
  }));
  return named.map((fact, index) => {
    if (fact.affirmed !== null || fact.denied !== null) return fact;
    for (const { field, matches } of perItem) {
      const affirmed = spanIn(field, matches[index]?.find(isAffirmed));
      if (affirmed !== null) return { ...fact, affirmed };
    }
    return fact;
  });
}

function isAffirmed({ polarity }: AliasMatch): boolean {
  return polarity === "asserted" || polarity === "hedged";
}

function isInside({ start, end }: AliasMatch, spans: readonly TextSpan[]): boolean {
  return spans.some((span) => span.start <= start && end <= span.end);
}

function spanIn({ path }: ReportField, match: AliasMatch | undefined): ReportSpan | null {
  return match === undefined ? null : { path, start: match.start, end: match.end, quote: match.quote };
}
