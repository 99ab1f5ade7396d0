import type { Language } from "../../contracts/language.ts";
import type { Scenario } from "../../contracts/scenario.ts";
import { type ExpectedText, expectedTexts } from "../expected-texts.ts";
import type { LintFinding, ScenarioRule } from "../lint-rule.ts";
import { type FigureSource, figureSource, measuresIn, untracedFigures } from "../trace-figures.ts";

/** The whole, and what units are made of: these need no source. */
const CONSTANTS = measuresIn(
  "100%, 1 second, 1 minute, 60 seconds, 1 hour, 60 minutes, 1 day, 24 hours, 1000 times, 1024 times",
);
/** Thresholds of the rubric, which a severity may be reasoned with. */
const RUBRIC = [...CONSTANTS, ...measuresIn("10%, 50%")];

/**
 * Does every figure a scenario expects stand in its incident text, or follow from it by `derived`?
 *
 * English texts are held to the English incident text and Chinese ones to the Chinese, where there is one.
 * `derived.from` may use what was derived before it. Proposals may name figures of their own, not versions.
 * Limits: names are not checked, and neither is the arithmetic of a derived figure.
 */
export const supportedNumbers: ScenarioRule = {
  id: "supported-numbers",
  rule: "every figure of the expected part stands in the incident text or in derived",
  reads: "originals",

  check(scenario) {
    const sources = { en: sourceOf(scenario, "en"), zh: sourceOf(scenario, "zh") };
    return [
      ...expectedTexts(scenario.expected).flatMap((text) => unsupportedIn(text, sources[text.language])),
      ...unsupportedSources(scenario),
      ...unsupportedShare(scenario, sources.en),
    ];
  },
};

/** What can be traced in one language's incident text alone. */
function sourceOf(scenario: Scenario, language: Language, { derived, timeline } = scenario.expected) {
  return figureSource(scenario, {
    text: scenario.context[language] ?? scenario.context.en,
    derived,
    timeline,
  });
}

function unsupportedIn(text: ExpectedText, source: FigureSource): LintFinding[] {
  const { field, language, isProposal } = text;
  const beside = field[1] === "severityFacts" ? RUBRIC : CONSTANTS;
  return untracedFigures(text.text, source, { isProposal, beside }).map((quote) => ({
    field,
    problem: `expects "${quote}", which its ${language} incident text does not say`,
    expected: `a figure of context.${language}, or one listed under expected.derived`,
    received: quote,
    fix: "correct the figure, or add it to derived with the figures it follows from",
  }));
}

function unsupportedSources(scenario: Scenario): LintFinding[] {
  const { expected } = scenario;
  const source = sourceOf(scenario, "en", { ...expected, derived: [] });
  return expected.derived.flatMap(({ value, from }, i) => {
    const before = expected.derived.slice(0, i).map((earlier) => earlier.value);
    const beside = [...CONSTANTS, ...before.flatMap(measuresIn)];
    return untracedFigures(from, source, { beside })
      .filter((quote) => !before.includes(quote))
      .map((quote) => ({
        field: ["expected", "derived", i, "from"],
        problem: `derives "${value}" from "${quote}", which its incident text does not say`,
        expected: "figures of context.en, or derived ones listed before",
        received: quote,
        fix: "name the figures as the incident text has them",
      }));
  });
}

function unsupportedShare({ expected: { severityFacts } }: Scenario, source: FigureSource): LintFinding[] {
  const { affectedShare } = severityFacts;
  if (affectedShare === null || affectedShare === 0 || affectedShare === 1) return [];
  const percent = Number((100 * affectedShare).toFixed(4));
  const rest = Number((100 - percent).toFixed(4));
  if ([percent, rest].some((share) => untracedFigures(`${share}%`, source).length === 0)) return [];
  return [
    {
      field: ["expected", "severityFacts", "affectedShare"],
      problem: `says that ${percent}% are affected, which its incident text does not say`,
      expected: "a share that the incident text gives, that derived lists, or null",
      received: String(affectedShare),
      fix: "write null, or add the percentage to derived",
    },
  ];
}
