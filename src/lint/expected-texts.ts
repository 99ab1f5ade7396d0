import type { Language } from "../contracts/language.ts";
import type { Expected } from "../contracts/scenario.ts";
import type { FieldPath } from "./lint-rule.ts";
import { inEachLanguage } from "./localized.ts";

/** One text of a scenario's expected part that states facts, or proposes something to do. */
export interface ExpectedText {
  readonly field: FieldPath;
  readonly language: Language;
  readonly text: string;
  /** Figures in a proposal ("alert at 80%") are its author's own. */
  readonly isProposal: boolean;
}

/**
 * Every text of the expected part that speaks about the incident, aliases left out. Claims that must not be
 * made are left out too: they are about what the incident text does not say.
 */
export function expectedTexts(expected: Expected): ExpectedText[] {
  const { rootCause, redHerrings, severityFacts, unknowns, mitigation, probes, prevention, timeline } =
    expected;
  const text = (field: FieldPath, words: string, isProposal = false): ExpectedText => ({
    field: ["expected", ...field],
    language: "en",
    text: words,
    isProposal,
  });
  const localized = (field: FieldPath, words: { en: string; zh?: string | undefined }): ExpectedText[] =>
    inEachLanguage(words).map((one) => ({
      field: ["expected", ...field, one.language],
      isProposal: false,
      ...one,
    }));
  const proposals = (field: FieldPath, patterns: readonly { means: string }[]) =>
    patterns.map(({ means }, index) => text([...field, index, "means"], means, true));

  return [
    text(["severityFacts", "reason"], severityFacts.reason),
    ...(severityFacts.exception === undefined
      ? []
      : [text(["severityFacts", "exception"], severityFacts.exception)]),
    ...localized(["rootCause", "statement"], rootCause.statement),
    ...rootCause.facts.map(({ means }, index) => text(["rootCause", "facts", index, "means"], means)),
    ...redHerrings.flatMap(({ means, bait }, index) => [
      text(["redHerrings", index, "means"], means),
      text(["redHerrings", index, "bait"], bait),
    ]),
    ...unknowns.map(({ why }, index) => text(["unknowns", index, "why"], why)),
    ...proposals(["mitigation", "accepted"], mitigation.accepted),
    ...proposals(["mitigation", "forbidden"], mitigation.forbidden),
    ...proposals(["probes"], probes),
    ...proposals(["prevention"], prevention),
    ...timeline.flatMap(({ event }, index) => localized(["timeline", index, "event"], event)),
  ];
}
