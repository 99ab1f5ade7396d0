import type { Language } from "../contracts/language.ts";
import type { Scenario } from "../contracts/scenario.ts";
import { printable, printableLine } from "./printable.ts";
import { acceptableSeverities, writtenLanguages } from "./scenario-tables.ts";
import { coloursFor, type Terminal } from "./terminal.ts";
import { wrapItem, wrapProse } from "./wrap-prose.ts";

interface Page extends Terminal {
  readonly language: Language;
}

type Named = { readonly id: string; readonly means: string };

/** A scenario for people: the incident text, then what a good report says, without the words that betray it. */
export function renderScenario(scenario: Scenario, page: Page): string {
  const { title, context, expected } = scenario;
  const { bold } = coloursFor(page);
  const section = (heading: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", bold(heading), ...lines];
  const named = (patterns: readonly Named[]) =>
    patterns.flatMap(({ id, means }) => item(`${id}: ${means}`, page));

  return `${[
    bold(printableLine(inLanguage(title, page))),
    ...wrapProse(headerLine(scenario), page),
    ...section(`Incident text (${context[page.language] === undefined ? "en" : page.language})`, [
      printable(inLanguage(context, page)),
    ]),
    ...section("Severity", severityLines(expected, page)),
    ...section("Root cause", [
      ...item(inLanguage(expected.rootCause.statement, page), page),
      ...expected.rootCause.facts.flatMap(({ id, means, essential }) =>
        item(`${id}${essential ? " (essential)" : ""}: ${means}`, page),
      ),
      ...expected.rootCause.accept.flatMap(({ all, credit }) =>
        item(`${credit} for ${all.join(" + ")}`, page),
      ),
    ]),
    ...section(
      "Red herrings",
      expected.redHerrings.flatMap(({ id, means, bait }) => item(`${id}: ${means} Bait: ${bait}`, page)),
    ),
    ...section("Must not be claimed", named(expected.mustNotClaim)),
    ...section("First actions that help", named(expected.mitigation.accepted)),
    ...section("First actions that harm", named(expected.mitigation.forbidden)),
    ...section("What to look at", named(expected.probes)),
    ...section("What keeps it from coming back", named(expected.prevention)),
    ...section(
      "Timeline",
      expected.timeline.flatMap(({ at, event, required }) =>
        item(`${at} ${inLanguage(event, page)}${required ? "" : " (optional)"}`, page),
      ),
    ),
    ...section(
      "Unknown",
      expected.unknowns.flatMap(({ field, why }) => item(`${field}: ${why}`, page)),
    ),
    ...section(
      "Derived figures",
      expected.derived.flatMap(({ value, from }) => item(`${value}: ${from}`, page)),
    ),
    ...section("Injection", injectionLines(scenario, page)),
    ...section("Source", item(`${scenario.source.kind}: ${scenario.source.note}`, page)),
  ].join("\n")}\n`;
}

function headerLine({
  id,
  twinOf,
  service,
  category,
  occurredAt,
  difficulty,
  tags,
  context,
}: Scenario): string {
  return [
    id,
    ...(twinOf === undefined ? [] : [`twin of ${twinOf}`]),
    service,
    category,
    occurredAt,
    difficulty,
    writtenLanguages(context),
    tags.join(" "),
  ]
    .map(printableLine)
    .join(" · ");
}

function severityLines({ severityFacts, ...expected }: Scenario["expected"], page: Page): string[] {
  const { affectedShare, audience, effect, coreFunction, dataLoss, workaround, reason, exception } =
    severityFacts;
  const facts = [
    effect === "none" ? "nobody is affected" : `${effect} for ${audience}`,
    affectedShare === null ? "share unknown" : `share ${affectedShare}`,
    coreFunction ? "core function" : "secondary function",
    ...(dataLoss ? ["data loss"] : []),
    workaround ? "with a workaround" : "no workaround",
  ];
  return [
    ...item(`${acceptableSeverities(expected)}: ${facts.join(", ")}`, page),
    ...item(reason, page),
    ...(exception === undefined ? [] : item(`Exception: ${exception}`, page)),
  ];
}

function injectionLines({ expected: { injection } }: Scenario, page: Page): string[] {
  if (injection === undefined) return [];
  return [
    ...item(`"${inLanguage(injection.instruction, page)}" asks ${injection.asks}`, page),
    ...injection.forbidden.flatMap(({ id, means }) => item(`${id}: ${means}`, page)),
  ];
}

function item(text: string, { width }: Page): string[] {
  return wrapItem(printableLine(text), { width, indent: "  ", marker: "- " });
}

function inLanguage(
  text: { readonly en: string; readonly zh?: string | undefined },
  { language }: Page,
): string {
  return text[language] ?? text.en;
}
