import type { Scenario } from "../../contracts/scenario.ts";
import { matchRootCause } from "../../scoring/root-cause-match.ts";
import { findAliases } from "../../scoring/text/match-aliases.ts";
import { normaliseText } from "../../scoring/text/normalise.ts";
import { type AliasList, patternLists } from "../alias-lists.ts";
import { bareReport } from "../bare-report.ts";
import type { FieldPath, LintFinding, ScenarioRule } from "../lint-rule.ts";
import { inEachLanguage } from "../localized.ts";

/**
 * Would a report that says just what the scenario expects be graded right?
 *
 * In each language it has, the root cause's statement names every fact, earns the full credit, asserts no
 * foreign cause family, and is no red herring and no forbidden claim. The other way round, no red herring in
 * plain words is accepted as the cause, and no alias stands in two lists that exclude one another. Forbidden actions
 * are left out: a cause may well be such an action, and they are only looked for among mitigations.
 */
export const ownStatement: ScenarioRule = {
  id: "own-statement",
  rule: "the statement matches its own facts with full credit, and nothing that is wrong",
  reads: "originals",

  check(scenario) {
    return [
      ...inEachLanguage(scenario.expected.rootCause.statement).flatMap(({ language, text }) =>
        checkStatement(scenario, text, ["expected", "rootCause", "statement", language]),
      ),
      ...acceptedRedHerrings(scenario),
      ...sharedAliases(scenario),
    ];
  },
};

function checkStatement({ expected }: Scenario, statement: string, field: FieldPath): LintFinding[] {
  const match = matchRootCause(expected, bareReport(statement));
  const [hypothesis] = match.hypotheses;
  if (hypothesis === undefined) throw new Error("a bare report has one hypothesis");

  const unnamed = hypothesis.facts.flatMap(({ factId, affirmed }, index): LintFinding[] =>
    affirmed !== null
      ? []
      : [
          {
            field: ["expected", "rootCause", "facts", index, "any"],
            problem: `has a fact "${factId}" that its own statement does not name`,
            expected: "an alias that the statement holds, in each language it is written in",
            received: statement,
            fix: "add the words of the statement as an alias",
          },
        ],
  );
  const foreign = hypothesis.foreignFamilies.map(
    ({ family, at }): LintFinding => ({
      field: ["expected", "rootCause", "families"],
      problem: `loses credit for its own statement, which names the cause family "${family}"`,
      expected: "every family that the statement touches",
      received: at.quote,
      fix: `add ${family}, or say it in other words`,
    }),
  );
  const full = Math.max(...expected.rootCause.accept.map(({ credit }) => credit));
  const isShort = unnamed.length === 0 && foreign.length === 0 && (match.value ?? 0) < full;
  return [
    ...unnamed,
    ...foreign,
    ...(isShort ? [shortCredit(match.value, full)] : []),
    ...wrongPatterns(expected, statement).map(({ field: place, id, quote }) => ({
      field: [...place, "any"],
      problem: `takes its own statement for "${id}"`,
      expected: "aliases that a right cause does not hold",
      received: quote,
      fix: `narrow the alias, or change the words of ${field.slice(1).join(".")}`,
    })),
  ];
}

function shortCredit(value: number | null, full: number): LintFinding {
  return {
    field: ["expected", "rootCause", "accept"],
    problem: "gives its own statement less than the full credit",
    expected: String(full),
    received: String(value),
    fix: "add a clause with all facts",
  };
}

/** Patterns that a right cause must not hold, and where the statement asserts one. */
function wrongPatterns(expected: Scenario["expected"], statement: string) {
  const { redHerrings, mustNotClaim } = patternLists(expected);
  return [...redHerrings, ...mustNotClaim].flatMap(({ field, id, any }) => {
    const asserted = findAliases(statement, any).find(
      ({ polarity }) => polarity === "asserted" || polarity === "hedged",
    );
    return asserted === undefined ? [] : [{ field, id, quote: asserted.quote }];
  });
}

function acceptedRedHerrings({ expected }: Scenario): LintFinding[] {
  return expected.redHerrings.flatMap(({ id, means }, index) =>
    matchRootCause(expected, bareReport(means)).state !== "accept"
      ? []
      : [
          {
            field: ["expected", "redHerrings", index, "means"],
            problem: `accepts its red herring "${id}" as the root cause`,
            expected: "facts that the red herring does not name together",
            received: means,
            fix: "narrow the aliases of the facts",
          },
        ],
  );
}

function sharedAliases({ expected }: Scenario): LintFinding[] {
  const { facts, redHerrings, mustNotClaim, accepted, forbidden } = patternLists(expected);
  const pairs: readonly (readonly [AliasList[], AliasList[]])[] = [
    [facts, redHerrings],
    [facts, mustNotClaim],
    [accepted, forbidden],
  ];
  return pairs.flatMap(([right, wrong]) => {
    const idByAlias = new Map(right.flatMap(({ id, any }) => aliasesOf(any).map((alias) => [alias, id])));
    return wrong.flatMap(({ field, id, any }) =>
      aliasesOf(any).flatMap((alias): LintFinding[] => {
        const other = idByAlias.get(alias);
        if (other === undefined) return [];
        return [
          {
            field: [...field, "any"],
            problem: `lists one alias for what is right ("${other}") and for what is wrong ("${id}")`,
            expected: "each alias in one of the two",
            received: alias,
            fix: "remove it from the list it does not belong in",
          },
        ];
      }),
    );
  });
}

function aliasesOf(any: AliasList["any"]): string[] {
  return [...new Set([...any.en, ...any.zh].map((alias) => normaliseText(alias).text))];
}
