import { FILL_IN } from "../contracts/triage-report.ts";
import { printable, printableLine } from "./printable.ts";

/**
 * Text on one line that Markdown shows as it is: no markup, link, image or HTML of its own, and
 * addresses stay text.
 */
export function escapeMarkdown(text: string): string {
  return escapeLine(printableLine(text));
}

/** The same for prose of several lines, whose breaks stay. */
export function escapeMarkdownProse(text: string): string {
  return printable(text)
    .split(/\n\s*\n/u)
    .map((paragraph) => paragraph.split("\n").map((line) => escapeLine(line.trim())))
    .map((lines) => lines.filter((line) => line !== "").join("\\\n"))
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}

/** A fenced block whose fence is longer than any run of backticks inside. */
export function markdownFence(text: string, { info }: { info: string }): string {
  const content = printable(text);
  const fence = "`".repeat(Math.max(3, longestRun(content) + 1));
  return [`${fence}${info}`, content, fence].join("\n");
}

/** Inside a word, as in `ledger_entries`, an underscore means nothing to Markdown and reads better bare. */
const UNDERSCORE_AT_A_WORD_END = /(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;

function escapeLine(line: string): string {
  return line
    .replace(/[\\`*[\]<&|~$]/g, "\\$&")
    .replace(UNDERSCORE_AT_A_WORD_END, "\\_")
    .replace(/^(\s*)([#+\-=>])/u, "$1\\$2")
    .replace(/^(\s*\d+)([.)])(?=\s|$)/u, "$1\\$2")
    .replace(/:(?=\/\/)/g, "\\:")
    .replace(/\b(www)\./giu, "$1\\.")
    .replace(BARE_FILL_IN, FILL_IN);
}

/** Left bare, so that people can search for it, wherever Markdown could not take it for a link. */
const BARE_FILL_IN = /\\\[FILL IN\\\](?![(\\[:])/g;

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
