import { type NormalisedText, normaliseText, type TextSpan } from "../text/normalise.ts";

const TOKEN = /[\p{Script=Latin}\p{Nd}_]+|\p{Script=Han}|[^\s"']/gu;
const WORD = /^[\p{Script=Latin}\p{Nd}_]/u;
/** Quote marks and white space between two tokens say nothing. */
const LOOSE = String.raw`[\s"']*`;
const APART = String.raw`[\s"']+`;

/**
 * Where `words` stand in a text, word for word; null when nowhere. Case, width, white space and kinds of quote
 * mark do not matter. Whole words only: "5%" is not in "35%". An ellipsis stands for anything left out.
 */
export function findVerbatim(words: string, text: NormalisedText): TextSpan | null {
  const pieces = normaliseText(words)
    .text.split(/\.{3,}/)
    .map((piece) => piece.replace(/^[\s,.;:!?。]+|[\s,.;:!?。]+$/g, ""))
    .filter((piece) => piece !== "");
  let start: number | null = null;
  let end = 0;
  for (const piece of pieces) {
    const tokens = [...piece.matchAll(TOKEN)].map(([token]) => token);
    // Few pieces stand there at all, and a pattern is dear to make.
    if (!tokens.every((token) => text.text.includes(token))) return null;
    const pattern = new RegExp(patternOf(tokens), "gu");
    pattern.lastIndex = end;
    const found = pattern.exec(text.text);
    if (found === null) return null;
    start ??= found.index;
    end = found.index + found[0].length;
  }
  return start === null ? null : text.toSource(start, end);
}

/** Where a name stands in a text as a whole: "payment" is not in "payment-svc". */
export function findName(name: string, text: NormalisedText): TextSpan | null {
  const literal = normaliseText(name).text;
  if (!text.text.includes(literal)) return null;
  const inName = String.raw`[\p{Script=Latin}\p{Nd}_]`;
  const pattern = new RegExp(
    `(?<!${inName}|${inName}[-.])${escapePattern(literal)}(?!${inName}|-${inName})`,
    "u",
  );
  const found = pattern.exec(text.text);
  return found === null ? null : text.toSource(found.index, found.index + found[0].length);
}

function patternOf(tokens: readonly string[]): string {
  let source = "";
  tokens.forEach((token, i) => {
    const before = tokens[i - 1];
    if (before !== undefined) source += WORD.test(before) && WORD.test(token) ? APART : LOOSE;
    source += escapePattern(token);
  });
  const start = WORD.test(tokens[0] ?? "") ? String.raw`(?<![\p{Script=Latin}\p{Nd}_])` : "";
  const end = WORD.test(tokens.at(-1) ?? "") ? String.raw`(?![\p{Script=Latin}\p{Nd}_])` : "";
  return `${start}${source}${end}`;
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
