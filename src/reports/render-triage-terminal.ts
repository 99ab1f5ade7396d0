import { HEADINGS } from "./headings.ts";
import { printable, printableLine } from "./printable.ts";
import { type Colours, coloursFor, type Terminal } from "./terminal.ts";
import { inTone } from "./tone.ts";
import { triageDocument } from "./triage-document.ts";
import type { Badge, Block, Item, Section } from "./triage-section.ts";
import type { TriageView } from "./triage-view.ts";
import { wrapItem, wrapProse } from "./wrap-prose.ts";

const INDENT = "  ";

interface Page {
  readonly width: number;
  readonly colours: Colours;
  readonly colon: string;
}

/**
 * A triaged incident for a terminal. Prose is wrapped to its width; commands stand unwrapped behind
 * "$ ", so that they can be copied.
 */
export function renderTriageTerminal(view: TriageView, terminal: Terminal): string {
  const document = triageDocument(view);
  const colours = coloursFor(terminal);
  const page: Page = { width: terminal.width, colours, colon: HEADINGS[document.language].colon };

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

function sectionLines(
  { heading, badge, blocks, subsections = [] }: Section,
  indent: string,
  page: Page,
): string[] {
  const { colours } = page;
  const text = indent === "" ? colours.bold(colours.blue(heading)) : colours.bold(heading);
  return [
    `${indent}${text}${badge === undefined ? "" : ` ${badgeText(badge, colours)}`}`,
    ...blocks.flatMap((block) => blockLines(block, `${indent}${INDENT}`, page)),
    ...subsections.flatMap((section) => sectionLines(section, `${indent}${INDENT}`, page)),
  ];
}

function blockLines(block: Block, indent: string, page: Page): string[] {
  const { width, colours, colon } = page;
  switch (block.kind) {
    case "prose":
    case "verbatim":
      return wrapProse(printable(block.text), { width, indent });
    case "note":
      return dim(wrapProse(printable(block.text), { width, indent }), page);
    case "field":
      return wrapProse(
        `${colours.dim(`${block.label}${colon.trimEnd()}`)}${gap(colon)}${printable(block.text)}`,
        {
          width,
          indent,
        },
      );
    case "command":
      return commandLines(block.text, indent, colours);
    case "list":
      return block.items.flatMap((item, index) =>
        itemLines(item, { marker: block.ordered ? `${index + 1}. ` : "- ", indent, page }),
      );
  }
}

function itemLines(
  { badge, text, blocks = [] }: Item,
  { marker, indent, page }: { marker: string; indent: string; page: Page },
): string[] {
  const label = badge === undefined ? "" : `${badgeText(badge, page.colours)} `;
  return [
    ...wrapItem(`${label}${printable(text)}`, { width: page.width, indent, marker }),
    ...blocks.flatMap((block) => blockLines(block, `${indent}${" ".repeat(marker.length)}`, page)),
  ];
}

/** Never wrapped: a line break put into a command is a different command. */
function commandLines(command: string, indent: string, colours: Colours): string[] {
  const lines = printable(command).trim().split("\n");
  return lines.map(
    (line, index) => `${indent}${index === 0 ? colours.dim("$ ") : "  "}${colours.green(line)}`,
  );
}

function badgeText({ text, tone }: Badge, colours: Colours): string {
  return inTone(`[${printableLine(text)}]`, tone, colours);
}

function gap(colon: string): string {
  return colon.slice(colon.trimEnd().length);
}

function dim(lines: readonly string[], { colours }: Page): string[] {
  return lines.map((line) => colours.dim(line));
}
