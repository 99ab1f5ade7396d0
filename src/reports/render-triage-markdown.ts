import { escapeMarkdown, escapeMarkdownProse, markdownFence } from "./escape-markdown.ts";
import { HEADINGS } from "./headings.ts";
import { triageDocument } from "./triage-document.ts";
import type { Badge, Block, Field, Item, Section } from "./triage-section.ts";
import type { TriageView } from "./triage-view.ts";

/**
 * A triaged incident as GitHub-flavoured Markdown. Text of the incident and the model is escaped, and
 * commands stand in fences that their content cannot close.
 */
export function renderTriageMarkdown(view: TriageView): string {
  const { language, chips, title, facts, sections } = triageDocument(view);
  const { colon } = HEADINGS[language];
  const heading = [...chips.map(({ text }) => `\\[${escapeMarkdown(text)}\\]`), escapeMarkdown(title)].join(
    " ",
  );
  const parts = [
    `# ${heading}`,
    ...(facts.length === 0 ? [] : [facts.map((fact) => fieldLine(fact, colon)).join(" · ")]),
    ...sections.flatMap((section) => sectionParts(section, { level: 2, colon })),
  ];
  return `${parts.join("\n\n")}\n`;
}

function sectionParts(
  { heading, badge, blocks, subsections = [] }: Section,
  { level, colon }: { level: number; colon: string },
): string[] {
  return [
    `${"#".repeat(level)} ${escapeMarkdown(heading)}${badge === undefined ? "" : `${colon}${badgeText(badge)}`}`,
    ...blocks.map((block) => blockText(block, colon)),
    ...subsections.flatMap((section) => sectionParts(section, { level: level + 1, colon })),
  ];
}

function blockText(block: Block, colon: string): string {
  switch (block.kind) {
    case "prose":
      return escapeMarkdownProse(block.text);
    case "note":
      return escapeMarkdown(block.text);
    case "verbatim":
      return markdownFence(block.text, { info: "text" });
    case "command":
      return markdownFence(block.text.trim(), { info: "" });
    case "field":
      return fieldLine(block, colon);
    case "list":
      return listText(block.items, { ordered: block.ordered, colon });
  }
}

/** A list with blocks inside its items is loose, blank lines included; a plain one stays tight. */
function listText(items: readonly Item[], { ordered, colon }: { ordered: boolean; colon: string }): string {
  const isLoose = items.some(({ blocks = [] }) => blocks.length > 0);
  return items
    .map((item, index) => itemText(item, { marker: ordered ? `${index + 1}. ` : "- ", colon }))
    .join(isLoose ? "\n\n" : "\n");
}

function itemText(
  { badge, text, blocks = [] }: Item,
  { marker, colon }: { marker: string; colon: string },
): string {
  const label = badge === undefined ? "" : `${badgeText(badge)} · `;
  const parts = [`${label}${escapeMarkdown(text)}`, ...blocks.map((block) => blockText(block, colon))];
  return `${marker}${indentBy(parts.join("\n\n"), marker.length)}`;
}

function fieldLine({ label, text }: Field, colon: string): string {
  return `**${escapeMarkdown(label)}**${colon}${escapeMarkdown(text)}`;
}

function badgeText({ text }: Badge): string {
  return `**${escapeMarkdown(text)}**`;
}

function indentBy(text: string, columns: number): string {
  return text.replace(/\n(?=[^\n])/g, `\n${" ".repeat(columns)}`);
}
