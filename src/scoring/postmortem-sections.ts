import type { TriageReport } from "../contracts/triage-report.ts";
import { findPlaceholders, type Placeholder, withoutPlaceholders } from "./text/placeholders.ts";
import { countUnits, HAN_PER_WORD } from "./text/scripts.ts";
import type { ReportField } from "./verdict.ts";

export type SectionName = keyof TriageReport["postmortem"];

/** One section of a postmortem, and how far it is written. */
export interface Section {
  readonly name: SectionName;
  /** A list's items; one field for a text; a timeline's events. */
  readonly fields: readonly ReportField[];
  /** `blank`: a placeholder and nothing else; `empty`: not even that. */
  readonly state: "written" | "blank" | "empty";
  readonly placeholders: readonly (Placeholder & { readonly path: string })[];
}

/** Shorter is no section: "n/a", "-", 无. */
const FEWEST_WORDS = 1;
const NOTHING_SAID =
  /^[\s"'.。-]*(?:none|nil|nothing|no|see (?:above|below|summary)|as (?:above|described)|same as above|无|没有|同上|见上文|略)[\s"'.。-]*$/iu;

/** The sections in the order of the schema. */
export function readSections({ postmortem }: TriageReport): Section[] {
  const one = (name: SectionName, text: string): Section =>
    sectionOf(name, [{ path: `postmortem.${name}`, text }]);
  const list = (name: SectionName, texts: readonly string[]): Section =>
    sectionOf(
      name,
      texts.map((text, i) => ({ path: `postmortem.${name}[${i}]`, text })),
    );
  const events = postmortem.timeline.map(({ event }, i) => ({
    path: `postmortem.timeline[${i}].event`,
    text: event,
  }));
  return [
    one("summary", postmortem.summary),
    sectionOf("timeline", events),
    one("impact", postmortem.impact),
    one("rootCause", postmortem.rootCause),
    one("detection", postmortem.detection),
    one("response", postmortem.response),
    list("wentWell", postmortem.wentWell),
    list("wentPoorly", postmortem.wentPoorly),
    list("actionItems", postmortem.actionItems),
  ];
}

function sectionOf(name: SectionName, fields: readonly ReportField[]): Section {
  const placeholders = fields.flatMap(({ path, text }) =>
    findPlaceholders(text).map((placeholder) => ({ ...placeholder, path })),
  );
  const isWritten = fields.some(({ text }) => saysSomething(withoutPlaceholders(text)));
  const state = isWritten ? "written" : placeholders.length > 0 ? "blank" : "empty";
  return { name, fields, state, placeholders };
}

function saysSomething(text: string): boolean {
  const { words, han } = countUnits(text);
  return words + han / HAN_PER_WORD >= FEWEST_WORDS && !NOTHING_SAID.test(text);
}
