import { printable, printableLine } from "./printable.ts";
import type { Colours } from "./terminal.ts";
import { inTone } from "./tone.ts";
import type { Badge, Block, Item, Section } from "./triage-section.ts";
import { wrapItem, wrapProse } from "./wrap-prose.ts";

const INDENT = "  ";

export interface SectionPage {
  readonly width: number;
  readonly colours: Colours;
  /** Between a label and its text. */
  readonly colon: string;
}

/** A section for a terminal: prose wrapped, commands as they are, texts made safe to show. */
export function sectionLines(
  { heading, badge, blocks, subsections = [] }: Section,
  indent: string,
  page: SectionPage,
): string[] {
  const { colours } = page;
  const text = indent === "" ? colours.bold(colours.blue(heading)) : colours.bold(heading);
  return [
    `${indent}${text}${badge === undefined ? "" : ` ${badgeText(badge, colours)}`}`,
    ...blocks.flatMap((block) => blockLines(block, `${indent}${INDENT}`, page)),
    ...subsections.flatMap((section) => sectionLines(section, `${indent}${INDENT}`, page)),
  ];
}

function blockLines(block: Block, indent: string, page: SectionPage): string[] {
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
  { marker, indent, page }: { marker: string; indent: string; page: SectionPage },
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

export function badgeText({ text, tone }: Badge, colours: Colours): string {
  return inTone(`[${printableLine(text)}]`, tone, colours);
}

function gap(colon: string): string {
  return colon.slice(colon.trimEnd().length);
}

export function dim(lines: readonly string[], { colours }: SectionPage): string[] {
  return lines.map((line) => colours.dim(line));
}
