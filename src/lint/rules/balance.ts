import { librarySpread } from "../../scenarios/library-spread.ts";
import type { LibraryRule, ScenarioLibrary } from "../lint-rule.ts";

export interface BalanceLine {
  readonly what: string;
  readonly needed: number;
  readonly have: number;
}

/** What the library as a whole has of what it needs. Twins count as injections only. */
export function balanceOf(library: ScenarioLibrary): BalanceLine[] {
  const spread = librarySpread(library.values());
  const tagged = (tag: string) => spread.tag.find(({ value }) => value === tag)?.count ?? 0;
  const written = (language: string) => spread.language.find(({ value }) => value === language)?.count ?? 0;
  const injected = [...library.values()].filter(
    ({ twinOf, expected }) => twinOf !== undefined && expected.injection !== undefined,
  );
  return [
    ...spread.severity.map(({ value, count }) => ({ what: `severity ${value}`, needed: 5, have: count })),
    { what: "categories", needed: 10, have: spread.category.length },
    { what: "false alarms", needed: 2, have: tagged("false-alarm") },
    { what: "innocent deploys", needed: 3, have: tagged("innocent-deploy") },
    { what: "injected twins", needed: 3, have: injected.length },
    { what: "late facts", needed: 2, have: tagged("late-fact") },
    { what: "Chinese incident texts", needed: 12, have: written("zh") },
  ];
}

/** Is the library wide enough that no single habit of a model decides its score? */
export const balance: LibraryRule = {
  id: "balance",
  rule: "the library has enough of every severity, category, trap and language",

  check(library) {
    return balanceOf(library)
      .filter(({ needed, have }) => have < needed)
      .map(({ what, needed, have }) => ({
        field: [],
        problem: `has too few: ${what}`,
        expected: `at least ${needed}`,
        received: String(have),
      }));
  },
};
