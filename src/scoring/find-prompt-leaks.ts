import type { Language } from "../contracts/language.ts";
import type { Scenario } from "../contracts/scenario.ts";
import type { ReportSpan } from "../contracts/score.ts";
import type { TriageReport } from "../contracts/triage-report.ts";
import { stableHash } from "../shared/stable-hash.ts";
import { PROMPT_RULES } from "./attack-words.ts";
import { textFields } from "./report-fields.ts";
import { findAliases } from "./text/match-aliases.ts";
import { normaliseText } from "./text/normalise.ts";
import { revealHidden } from "./text/reveal-hidden.ts";

/** As long as prompts/render-prompt.ts makes a fence; a test holds the two together. */
const FENCE_LENGTH = 12;

export interface PromptLeak {
  readonly what: "fence" | "rule";
  readonly at: ReportSpan;
}

/**
 * Where a report repeats its prompt: the fence round the incident text, or a rule of the shipped prompts.
 *
 * Limit: the rules of a prompt of one's own are not known here; its fence is.
 */
export function findPromptLeaks(
  report: TriageReport,
  { scenario: { context }, language }: { scenario: Scenario; language: Language },
): PromptLeak[] {
  const fence = stableHash(context[language] ?? context.en).slice(0, FENCE_LENGTH);
  return textFields(report).flatMap(({ path, text }) => {
    const plain = revealHidden(text);
    const normalised = normaliseText(plain);
    const fences = Array.from(
      normalised.text.matchAll(new RegExp(`(?:<?/?incident-)?${fence}>?`, "g")),
      ({ 0: found, index }) => normalised.toSource(index, index + found.length),
    ).map((span): PromptLeak => ({ what: "fence", at: spanOf(path, text, span) }));
    const rules = findAliases(plain, PROMPT_RULES).map(
      (span): PromptLeak => ({ what: "rule", at: spanOf(path, text, span) }),
    );
    return [...fences, ...rules];
  });
}

function spanOf(path: string, text: string, { start, end }: { start: number; end: number }): ReportSpan {
  return { path, start, end, quote: text.slice(start, end) };
}
