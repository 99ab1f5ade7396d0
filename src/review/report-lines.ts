import type { Language } from "../contracts/language.ts";
import { HEADINGS } from "../reports/headings.ts";
import type { Block, Item, Section } from "../reports/triage-section.ts";

/** A section of a triage report as lines of text. */
export interface LinedSection {
  /** With its parent's before it: "Postmortem draft › Impact". */
  readonly heading: string;
  /** None is blank, and none holds a line break. */
  readonly lines: readonly string[];
}

/**
 * What a triage document's sections say that comes from the report, line by line: not the incident, similar ones, scores and the
 * notes on how the reply was made. A section of sections is those.
 */
export function reportLines(sections: readonly Section[], language: Language): LinedSection[] {
  const { context, similar, scoreCard, colon } = HEADINGS[language];
  return sections
    .filter(({ heading }) => ![context, similar, scoreCard].includes(heading))
    .flatMap((section) => sectionLines(section, colon));
}

function sectionLines({ heading, badge, blocks, subsections = [] }: Section, colon: string): LinedSection[] {
  if (subsections.length > 0) {
    return subsections.flatMap((section) =>
      sectionLines({ ...section, heading: `${heading} › ${section.heading}` }, colon),
    );
  }
  const lines = [...linesOf(badge?.text ?? ""), ...blocks.flatMap((block) => blockLines(block, colon))];
  return [{ heading, lines }];
}

function blockLines(block: Block, colon: string): string[] {
  switch (block.kind) {
    case "note":
      return [];
    case "list":
      return block.items.flatMap((item) => itemLines(item, colon));
    case "field":
      return linesOf(`${block.label}${colon}${block.text}`);
    default:
      return linesOf(block.text);
  }
}

function itemLines({ badge, text, blocks = [] }: Item, colon: string): string[] {
  const label = badge === undefined ? "" : `${badge.text} · `;
  return [...linesOf(`${label}${text}`), ...blocks.flatMap((block) => blockLines(block, colon))];
}

function linesOf(text: string): string[] {
  return text.split(/[\r\n]+/).filter((line) => line.trim() !== "");
}
