import type { Language } from "../../contracts/language.ts";
import type { Scenario } from "../../contracts/scenario.ts";
import type { Finding, Scorer, Verdict } from "../../contracts/score.ts";
import { SIMPLIFIED_ONLY, TRADITIONAL_ONLY } from "../language-terms.ts";
import { proseOnly } from "../prose-only.ts";
import { proseFields } from "../report-fields.ts";
import { normaliseText } from "../text/normalise.ts";
import { countUnits, HAN_PER_WORD } from "../text/scripts.ts";
import { finding, type ReportField, scored, unscored, wholeField } from "../verdict.ts";

/** A field is in a language from this share of its prose on. */
const FIELD_PASSES_FROM = 0.7;
const WRONG_LANGUAGE_BELOW = 0.5;
/** So few foreign words beside prose that was asked for are terms of the trade: "worker panic 退出". */
const TERMS_AT_MOST = 2;
/** Shorter prose ("DBA", "无") says too little. */
const FEWEST_WORDS = 2;
const NAMES: Readonly<Record<Language, string>> = { en: "English", zh: "Chinese" };

/**
 * Is the report written in the language asked for?
 *
 * Share of the prose fields that are, 0 to 1. Code, quotations, identifiers, figures and product names are
 * left out first, and in Chinese single Latin words that the Chinese incident text has too; fields with fewer than
 * two words of prose do not count, and up to two foreign words are let pass as terms beside prose that was asked for.
 * Below .5 it is a gate. In Chinese, a field that mixes Traditional with Simplified characters is a warning that
 * costs nothing.
 *
 * Limits: it counts scripts, so French passes for English; the character list behind the warning is short.
 */
export const language: Scorer = {
  id: "language",
  version: 3,
  rule: "share of the prose fields written in the language asked for",
  reads: "report",

  score({ scenario, language: asked, report }): Verdict {
    const incident = incidentText(scenario);
    const names = asked === "zh" ? wordsOf(scenario.context.zh ?? "") : undefined;
    const fields = proseFields(report).map((field) => ({ field, ...unitsOf(field.text, incident, names) }));
    const counted = fields.filter(({ words }) => words >= FEWEST_WORDS);
    if (counted.length === 0) return unscored("the report holds no prose");

    const shareAsked = (hanShare: number) => (asked === "zh" ? hanShare : 1 - hanShare);
    const wrong = counted.filter(({ words, hanShare }) => {
      const share = shareAsked(hanShare);
      return share < FIELD_PASSES_FROM && (share === 0 || words * (1 - share) > TERMS_AT_MOST);
    });
    const value = (counted.length - wrong.length) / counted.length;
    const name = NAMES[asked];
    const summary = `${counted.length - wrong.length} of ${counted.length} fields are in ${name}`;
    return scored(value, summary, {
      findings: [
        ...wrong.map(({ field, hanShare }) =>
          finding(
            "bad",
            `Only ${Math.round(shareAsked(hanShare) * 100)}% of it is in ${name}.`,
            wholeField(field),
          ),
        ),
        ...(asked === "zh" ? fields.flatMap(({ field }) => mixedScripts(field)) : []),
      ],
      gates:
        value < WRONG_LANGUAGE_BELOW
          ? [{ gate: "wrong-language", message: `asked for ${name}, but ${summary}` }]
          : [],
    });
  },
};

function unitsOf(
  text: string,
  incident: string,
  names?: ReadonlySet<string>,
): { words: number; hanShare: number } {
  const { words: latin, han } = countUnits(proseOnly(text, incident, names));
  const hanWords = han / HAN_PER_WORD;
  const words = latin + hanWords;
  return { words, hanShare: words === 0 ? 0 : hanWords / words };
}

function mixedScripts(field: ReportField): Finding[] {
  if (!ANY_TRADITIONAL.test(field.text)) return [];
  const characters = [...field.text];
  const traditional = characters.filter((character) => TRADITIONAL_ONLY.has(character));
  const simplified = characters.filter((character) => SIMPLIFIED_ONLY.has(character));
  if (traditional.length === 0 || simplified.length === 0) return [];

  const isFewer = traditional.length <= simplified.length;
  const quote = (isFewer ? traditional : simplified)[0] ?? "";
  const start = field.text.indexOf(quote);
  const message = `Mixes Traditional and Simplified characters (${isFewer ? "Traditional" : "Simplified"} is the odd one).`;
  return [finding("warning", message, { path: field.path, start, end: start + quote.length, quote })];
}

const ANY_TRADITIONAL = new RegExp(`[${[...TRADITIONAL_ONLY].join("")}]`);

/** What may be quoted, in both languages. */
function incidentText(scenario: Scenario): string {
  const known = incidents.get(scenario);
  if (known !== undefined) return known;
  const { en, zh = "" } = scenario.context;
  const text = normaliseText(`${en}\n${zh}`).text;
  incidents.set(scenario, text);
  return text;
}

/** Its Latin words, lower case. */
function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[a-z]+/g));
}

const incidents = new WeakMap<Scenario, string>();
