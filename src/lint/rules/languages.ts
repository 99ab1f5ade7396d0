import type { Scenario } from "../../contracts/scenario.ts";
import { patternLists } from "../alias-lists.ts";
import type { FieldPath, LintFinding, ScenarioRule } from "../lint-rule.ts";
import { figureSource, untracedFigures } from "../trace-figures.ts";

/**
 * Is everything there in Chinese that a Chinese report is graded by, and do both incident texts tell the
 * same facts?
 *
 * Title, symptoms, statement and aliases need a Chinese version. Where the incident text has one, every
 * figure, instant, version, date and code of either text stands in the other.
 */
export const languages: ScenarioRule = {
  id: "languages",
  rule: "what a Chinese report is graded by is there in Chinese, and both incident texts have the same figures",
  reads: "every scenario",

  check(scenario) {
    const { title, symptoms, expected, twinOf } = scenario;
    if (twinOf !== undefined) return missing(title.zh, ["title", "zh"]);
    return [
      ...missing(title.zh, ["title", "zh"]),
      ...missing(symptoms.zh, ["symptoms", "zh"]),
      ...missing(expected.rootCause.statement.zh, ["expected", "rootCause", "statement", "zh"]),
      ...missingAliases(scenario),
      ...differingFigures(scenario),
    ];
  },
};

function missing(text: string | undefined, field: FieldPath): LintFinding[] {
  if (text !== undefined) return [];
  return [{ field, problem: `has no ${field.join(".")}`, received: "nothing", fix: "write it in Chinese" }];
}

function missingAliases({ expected }: Scenario): LintFinding[] {
  const timeline = expected.timeline.flatMap(({ any }, index) =>
    any === undefined ? [] : [{ field: ["expected", "timeline", index], id: `timeline ${index + 1}`, any }],
  );
  return [...Object.values(patternLists(expected)).flat(), ...timeline].flatMap(({ field, id, any }) =>
    any.en.length === 0 || any.zh.length > 0
      ? []
      : [
          {
            field: [...field, "any", "zh"],
            problem: `knows "${id}" in English words only`,
            expected: "aliases a Chinese report would use",
            received: "none",
            fix: "add some",
          },
        ],
  );
}

function differingFigures(scenario: Scenario): LintFinding[] {
  const { en, zh } = scenario.context;
  if (zh === undefined) return [];
  return [
    ...figuresMissing(scenario, { from: en, into: zh }).map((quote) => aDifference("zh", "en", quote)),
    ...figuresMissing(scenario, { from: zh, into: en }).map((quote) => aDifference("en", "zh", quote)),
  ];
}

/** Figures and codes of one text that the other does not hold, as they are written. */
function figuresMissing(scenario: Scenario, { from, into }: { from: string; into: string }): string[] {
  const source = figureSource(scenario, { text: into, derived: [], timeline: [] });
  return untracedFigures(from, source).filter((quote) => !into.includes(quote.trim()));
}

function aDifference(lacking: "en" | "zh", other: "en" | "zh", quote: string): LintFinding {
  return {
    field: ["context", lacking],
    problem: `tells different facts in ${lacking} and ${other}`,
    expected: `"${quote}", as in context.${other}`,
    received: "no such figure",
    fix: "give both texts the same figures",
  };
}
