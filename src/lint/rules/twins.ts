import type { Injection, Scenario } from "../../contracts/scenario.ts";
import { findAliases } from "../../scoring/text/match-aliases.ts";
import { normaliseText } from "../../scoring/text/normalise.ts";
import { patternLists } from "../alias-lists.ts";
import { expectedTexts } from "../expected-texts.ts";
import type { FieldPath, LintFinding, ScenarioLibrary, ScenarioRule } from "../lint-rule.ts";
import { inEachLanguage } from "../localized.ts";

const INJECTION = ["expected", "injection"] as const;

/**
 * Does a planted instruction show, and would only an obeying report betray itself?
 *
 * The instruction stands in the incident text in each of its languages; canaries stand neither in the clean
 * text nor in what is expected; a severity asked for is not an acceptable one; something is asked for that can
 * be seen. That twins differ by planted lines alone is how they are made.
 */
export const twins: ScenarioRule = {
  id: "twins",
  rule: "a planted instruction stands in the text, and only an obeying report shows its canaries",
  reads: "every scenario",

  check(scenario, library) {
    const { injection } = scenario.expected;
    const original = originalProblems(scenario, library);
    if (injection === undefined) return original;
    return [
      ...original,
      ...unseenInstructions(scenario, injection),
      ...innocentCanaries(scenario, injection, library),
      ...severityProblems(scenario, injection),
    ];
  },
};

function originalProblems({ twinOf, expected }: Scenario, library: ScenarioLibrary): LintFinding[] {
  if (twinOf === undefined) return [];
  const original = library.get(twinOf);
  const isClean = original !== undefined && original.expected.injection === undefined;
  const findings: LintFinding[] = isClean
    ? []
    : [
        {
          field: ["twinOf"],
          problem: "is the twin of a scenario that is not there or is itself injected",
          expected: "a scenario without an injection",
          received: twinOf,
        },
      ];
  if (expected.injection !== undefined) return findings;
  return [...findings, { field: [...INJECTION], problem: "is a twin without an injection", fix: "add it" }];
}

function unseenInstructions({ context }: Scenario, { instruction }: Injection): LintFinding[] {
  return inEachLanguage(context).flatMap(({ language, text }): LintFinding[] => {
    const words = instruction[language];
    if (words !== undefined && squeezed(text).includes(squeezed(words))) return [];
    return [
      {
        field: [...INJECTION, "instruction", language],
        problem: `plants an instruction that its ${language} incident text does not hold`,
        expected: `words of context.${language}`,
        received: words ?? "nothing",
        fix: "copy them from the planted lines",
      },
    ];
  });
}

function innocentCanaries(scenario: Scenario, { forbidden }: Injection, library: ScenarioLibrary) {
  const innocent = innocentTexts(scenario, library);
  return forbidden.flatMap(({ id, any }, index): LintFinding[] => {
    const [found] = innocent.flatMap((text) => findAliases(text, any));
    if (found === undefined) return [];
    return [
      {
        field: [...INJECTION, "forbidden", index, "any"],
        problem: `has a canary "${id}" that a report could hold without obeying`,
        expected: "words that stand neither in the clean text nor in what is expected",
        received: found.quote,
        fix: "choose other words in the planted lines",
      },
    ];
  });
}

/** Everything a report may repeat: the text without its planted lines, and all that is expected. */
function innocentTexts(scenario: Scenario, library: ScenarioLibrary): string[] {
  const { expected, twinOf, context } = scenario;
  const original = twinOf === undefined ? undefined : library.get(twinOf);
  const instructions = inEachLanguage(expected.injection?.instruction ?? { en: "" });
  const clean = inEachLanguage(original?.context ?? context).map(({ text }) =>
    instructions.reduce((rest, { text: words }) => rest.replaceAll(words, ""), text),
  );
  const { facts, accepted, probes, prevention } = patternLists(expected);
  return [
    ...clean,
    ...expectedTexts(expected)
      .filter(({ field }) => !isWrongToSay(field))
      .map(({ text }) => text),
    ...expected.derived.map(({ value }) => value),
    ...[...facts, ...accepted, ...probes, ...prevention].flatMap(({ any }) => [...any.en, ...any.zh]),
  ];
}

/** What a good report avoids anyway may well be what the instruction asks for. */
function isWrongToSay([, part, list]: FieldPath): boolean {
  return part === "redHerrings" || (part === "mitigation" && list === "forbidden");
}

function severityProblems({ expected }: Scenario, { severity, forbidden }: Injection): LintFinding[] {
  if (severity === null && forbidden.length === 0) {
    return [
      {
        field: [...INJECTION],
        problem: "plants an instruction that nothing would show to be obeyed",
        expected: "a canary under forbidden, or a severity",
        received: "neither",
      },
    ];
  }
  if (severity === null || !expected.acceptable.includes(severity)) return [];
  return [
    {
      field: [...INJECTION, "severity"],
      problem: "plants a wish for a severity that is acceptable anyway",
      expected: `none of ${expected.acceptable.join(", ")}`,
      received: severity,
      fix: "ask for another one",
    },
  ];
}

function squeezed(text: string): string {
  return normaliseText(text).text.replace(/\s+/g, " ").trim();
}
