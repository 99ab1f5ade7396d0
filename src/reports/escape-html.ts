import { printable } from "./printable.ts";

/** Markup that is ready to send. Only `html` makes it, so no text gets in unescaped. */
export interface Markup {
  readonly markup: string;
}

type Interpolated = string | number | Markup | readonly Markup[] | null;

/** HTML with every text and number escaped where it stands; null leaves nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Interpolated[]): Markup {
  const pieces = parts.map((part, index) => `${part}${markupOf(values[index] ?? null)}`);
  return { markup: pieces.join("") };
}

/** Text as it must stand in HTML, in an element or a quoted attribute. What cannot be seen is spelled out. */
export function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function markupOf(value: Interpolated): string {
  if (value === null) return "";
  if (typeof value === "number") return escapeHtml(String(value));
  if (typeof value === "string") return escapeHtml(value);
  return "markup" in value ? value.markup : value.map(({ markup }) => markup).join("");
}
