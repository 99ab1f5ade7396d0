import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

const FEWEST_COLUMNS = 20;

/**
 * Prose in lines of at most `width` columns, each behind `indent`. Line breaks of the text stay, and so
 * does the indentation of its lines and list items. Words longer than a line are cut.
 */
export function wrapProse(
  text: string,
  { width, indent = "" }: { width: number; indent?: string },
): string[] {
  const columns = Math.max(FEWEST_COLUMNS, width - stringWidth(indent));
  return text
    .split("\n")
    .flatMap((line) => wrapLine(line, columns).map((part) => `${indent}${part}`.trimEnd()));
}

/** Text behind a marker such as "- " or "1. ", its later lines aligned with its first. */
export function wrapItem(
  text: string,
  { width, indent = "", marker }: { width: number; indent?: string; marker: string },
): string[] {
  const hanging = `${indent}${" ".repeat(stringWidth(marker))}`;
  const [first = "", ...rest] = wrapProse(text, { width, indent: hanging });
  return [`${indent}${marker}${first.slice(hanging.length)}`.trimEnd(), ...rest];
}

const LINE_START = /^(\s*)((?:[-*•]|\d{1,2}[.)])\s+)?/u;

function wrapLine(line: string, columns: number): string[] {
  const [start, space = "", marker = ""] = LINE_START.exec(line) ?? [""];
  const indent = space.slice(0, Math.floor(columns / 2));
  const hanging = " ".repeat(stringWidth(indent + marker));
  const room = Math.max(FEWEST_COLUMNS / 2, columns - hanging.length);
  return wrapContent(line.slice(start.length), room).map(
    (part, index) => `${index === 0 ? indent + marker : hanging}${part}`,
  );
}

function wrapContent(content: string, columns: number): string[] {
  return HAN.test(content) ? wrapChinese(content, columns) : hardWrap(content, columns);
}

function hardWrap(content: string, columns: number): string[] {
  return wrapAnsi(content, columns, { hard: true }).split("\n");
}

const HAN = /\p{Script=Han}/u;

/** A character of Chinese or a word of anything else, with the marks that must not leave it. */
const CHINESE_TOKEN =
  /[（「『【《“]*(?:\p{Script=Han}|[^\s\p{Script=Han}（「『【《“，。、；：！？）」』】》”]+)[，。、；：！？）」』】》”]*|[（「『【《“]+|[，。、；：！？）」』】》”]+|\s+/gu;

/**
 * Chinese breaks between any two characters, which wrap-ansi does not know: it moves a whole sentence to
 * the next line as if it were one word. No line starts with a closing mark or ends with an opening one.
 */
function wrapChinese(content: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const token of content.match(CHINESE_TOKEN) ?? []) {
    if (stringWidth(line + token.trimEnd()) <= columns) {
      line += token;
      continue;
    }
    if (line !== "") lines.push(line.trimEnd());
    const pieces = hardWrap(token.trimStart(), columns);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? "";
  }
  return [...lines, line.trimEnd()];
}
