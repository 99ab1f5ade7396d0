import { createHash } from "node:crypto";
import { html, type Markup } from "./escape-html.ts";
import { HEADINGS } from "./headings.ts";
import { HTML_LANGUAGE } from "./html-language.ts";
import { type TriageDocument, triageDocument } from "./triage-document.ts";
import { TRIAGE_PAGE_CSS } from "./triage-page.css.ts";
import type { Badge, Block, Field, Item, Section } from "./triage-section.ts";
import type { TriageView } from "./triage-view.ts";

/**
 * Nothing may run, load or be sent: only this page's own style sheet, named by its hash, is let in.
 */
const CONTENT_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(TRIAGE_PAGE_CSS).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** A triaged incident as one HTML page without scripts or outside requests. */
export function renderTriageHtml(view: TriageView): string {
  const document = triageDocument(view);
  const { colon } = HEADINGS[document.language];
  return `<!doctype html>\n${pageMarkup(document, colon).markup}\n`;
}

function pageMarkup({ language, chips, title, facts, sections }: TriageDocument, colon: string): Markup {
  return html`<html lang="${HTML_LANGUAGE[language]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${STYLE_SHEET}</style>
</head>
<body>
<main>
<header>
${chipsMarkup(chips)}
<h1>${title}</h1>
${factsMarkup(facts, colon)}
</header>
${sections.map((section) => sectionMarkup(section, { level: 2, colon }))}
</main>
</body>
</html>`;
}

/** Our own text, and the policy's hash is of exactly these bytes: it goes in unescaped. */
const STYLE_SHEET: Markup = { markup: TRIAGE_PAGE_CSS };

function chipsMarkup(chips: readonly Badge[]): Markup | null {
  if (chips.length === 0) return null;
  return html`<div class="chips">${chips.map(badgeMarkup)}</div>`;
}

function factsMarkup(facts: readonly Field[], colon: string): Markup | null {
  if (facts.length === 0) return null;
  const rows = facts.map(
    ({ label, text }) => html`<div><dt>${label}${colon.trim()}</dt><dd>${text}</dd></div>`,
  );
  return html`<dl class="facts">${rows}</dl>`;
}

function sectionMarkup(
  { heading, badge, blocks, subsections = [] }: Section,
  { level, colon }: { level: 2 | 3; colon: string },
): Markup {
  const label = badge === undefined ? null : badgeMarkup(badge);
  const inner = html`${blocks.map((block) => blockMarkup(block, colon))}${subsections.map((section) =>
    sectionMarkup(section, { level: 3, colon }),
  )}`;
  return level === 2
    ? html`<section>\n<h2>${heading} ${label}</h2>\n${inner}</section>\n`
    : html`<section>\n<h3>${heading} ${label}</h3>\n${inner}</section>\n`;
}

function blockMarkup(block: Block, colon: string): Markup {
  switch (block.kind) {
    case "prose":
      return html`<p>${block.text}</p>\n`;
    case "note":
      return html`<p class="note">${block.text}</p>\n`;
    case "verbatim":
      return html`<pre class="verbatim">${block.text}</pre>\n`;
    case "command":
      return html`<pre class="command"><code>${block.text.trim()}</code></pre>\n`;
    case "field":
      return html`<p><span class="label">${block.label}${colon}</span>${block.text}</p>\n`;
    case "list":
      return listMarkup(block.items, { ordered: block.ordered, colon });
  }
}

function listMarkup(items: readonly Item[], { ordered, colon }: { ordered: boolean; colon: string }): Markup {
  const rows = items.map((item) => itemMarkup(item, colon));
  if (ordered) return html`<ol>\n${rows}</ol>\n`;
  return items.some(({ blocks = [] }) => blocks.length > 0)
    ? html`<ul class="roomy">\n${rows}</ul>\n`
    : html`<ul>\n${rows}</ul>\n`;
}

function itemMarkup({ badge, text, blocks = [] }: Item, colon: string): Markup {
  const label = badge === undefined ? null : badgeMarkup(badge);
  return html`<li><p>${label}${text}</p>${blocks.map((block) => blockMarkup(block, colon))}</li>\n`;
}

function badgeMarkup({ text, tone }: Badge): Markup {
  return html`<span class="badge ${tone}">${text}</span>`;
}
