import type { Language } from "../../contracts/language.ts";
import type { Scenario } from "../../contracts/scenario.ts";
import { groundMeasure } from "../../scoring/grounding/ground-measure.ts";
import { groundName } from "../../scoring/grounding/ground-name.ts";
import { type IncidentIndex, indexIncident } from "../../scoring/grounding/incident-index.ts";
import { parseQuantities } from "../../scoring/grounding/parse-quantities.ts";
import type { Measure } from "../../scoring/grounding/quantity.ts";
import { type ExpectedText, expectedTexts } from "../expected-texts.ts";
import type { LintFinding, ScenarioRule } from "../lint-rule.ts";

/** The whole, and what units are made of: these need no source. */
const CONSTANTS = measuresIn("100%, 1 second, 1 minute, 60 seconds, 1 hour, 60 minutes, 1 day, 24 hours");

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
    const indexes = { en: indexOf(scenario, "en"), zh: indexOf(scenario, "zh") };
    return [
      ...expectedTexts(scenario.expected).flatMap((text) => unsupportedIn(text, indexes[text.language])),
      ...unsupportedSources(scenario),
      ...unsupportedShare(scenario, indexes.en),
    ];
  },
};

/** What can be traced in one language's incident text alone. */
function indexOf(scenario: Scenario, language: Language): IncidentIndex {
  const { context } = scenario;
  return indexIncident({ ...scenario, context: { en: context[language] ?? context.en } }, "en");
}

function unsupportedIn({ field, text, language, isProposal }: ExpectedText, index: IncidentIndex) {
  return untraced(text, index, { isProposal }).map(
    (quote): LintFinding => ({
      field,
      problem: `expects "${quote}", which its ${language} incident text does not say`,
      expected: `a figure of context.${language}, or one listed under expected.derived`,
      received: quote,
      fix: "correct the figure, or add it to derived with the figures it follows from",
    }),
  );
}

function unsupportedSources({ expected, ...scenario }: Scenario): LintFinding[] {
  const index = indexOf({ ...scenario, expected: { ...expected, derived: [] } }, "en");
  return expected.derived.flatMap(({ value, from }, i) => {
    const before = expected.derived.slice(0, i).flatMap((earlier) => measuresIn(earlier.value));
    return untraced(from, index, { beside: before }).map((quote) => ({
      field: ["expected", "derived", i, "from"],
      problem: `derives "${value}" from "${quote}", which its incident text does not say`,
      expected: "figures of context.en, or derived ones listed before",
      received: quote,
      fix: "name the figures as the incident text has them",
    }));
  });
}

function unsupportedShare(
  { expected: { severityFacts } }: Scenario,
  index: IncidentIndex,
): readonly LintFinding[] {
  const { affectedShare } = severityFacts;
  if (affectedShare === null || affectedShare === 0 || affectedShare === 1) return [];
  const percent = Number((100 * affectedShare).toFixed(4));
  const rest = Number((100 - percent).toFixed(4));
  if ([percent, rest].some((share) => untraced(`${share}%`, index).length === 0)) return [];
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

/** The figures, versions, dates and codes of a text that cannot be traced, as they are written. */
function untraced(
  text: string,
  index: IncidentIndex,
  { isProposal = false, beside = [] }: { isProposal?: boolean; beside?: readonly Measure[] } = {},
): string[] {
  return parseQuantities(text).flatMap((quantity) => {
    if (quantity.type === "measure") {
      const isTraced = isProposal || groundMeasure(quantity, index, [...CONSTANTS, ...beside]).grounded;
      return isTraced ? [] : [quantity.quote];
    }
    const isHeld = quantity.kind === "version" || (quantity.kind !== "identifier" && !isProposal);
    return !isHeld || groundName(quantity, index).grounded ? [] : [quantity.quote];
  });
}

function measuresIn(text: string): Measure[] {
  return parseQuantities(text).filter((one): one is Measure => one.type === "measure");
}
