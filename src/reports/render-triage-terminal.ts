import { HEADINGS } from "./headings.ts";
import { printableLine } from "./printable.ts";
import { badgeText, dim, type SectionPage, sectionLines } from "./section-lines.ts";
import { coloursFor, type Terminal } from "./terminal.ts";
import { triageDocument } from "./triage-document.ts";
import type { TriageView } from "./triage-view.ts";
import { wrapProse } from "./wrap-prose.ts";

/**
 * A triaged incident for a terminal. Prose is wrapped to its width; commands stand unwrapped behind
 * "$ ", so that they can be copied.
 */
export function renderTriageTerminal(view: TriageView, terminal: Terminal): string {
  const document = triageDocument(view);
  const colours = coloursFor(terminal);
  const page: SectionPage = { width: terminal.width, colours, colon: HEADINGS[document.language].colon };

  const chips = document.chips.map((chip) => badgeText(chip, colours)).join("");
  const title = `${chips === "" ? "" : `${chips} `}${printableLine(document.title)}`;
  const facts = document.facts.map(({ label, text }) => `${label}${page.colon}${printableLine(text)}`);
  const head = wrapProse(title, page).map((line) => colours.bold(line));
  const lines = [
    ...head,
    ...(facts.length === 0 ? [] : dim(wrapProse(facts.join("   "), page), page)),
    ...document.sections.flatMap((section) => ["", ...sectionLines(section, "", page)]),
  ];
  return `${lines.join("\n")}\n`;
}
