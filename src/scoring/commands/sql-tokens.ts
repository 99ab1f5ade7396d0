export interface SqlToken {
  /** `quoted` is an identifier in quotes; `string` a literal; `broken` what never ends. */
  readonly kind: "word" | "quoted" | "string" | "number" | "operator" | "broken";
  /** Words in upper case, quoted identifiers bare, else as written. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Databases disagree where a literal or comment ends, and nobody says which one runs the statement. */
export type SqlDialect = "standard" | "mysql";

const COMMON = {
  word: /[\p{L}_](?:[\p{L}\p{N}_]|\$(?!\())*/uy,
  number: /\d[\w.]*/y,
  dollarString: /\$([\p{L}_][\p{L}\p{N}_]*)?\$[\s\S]*?\$\1\$/uy,
  operator: /&&|\|\||::|[\s\S]/y,
};

interface Lexis {
  readonly space: RegExp;
  readonly string: RegExp;
  readonly quoted: RegExp;
}

/**
 * Comments do not nest here, though some databases nest them: that shows more words, never fewer. What
 * MySQL runs from inside a comment with an exclamation mark is shown too: only the marks count as comment.
 */
const LEXIS: Readonly<Record<SqlDialect, Lexis>> = {
  standard: {
    space: /(?:\s+|--[^\n]*|\/\*(?!!)[\s\S]*?\*\/|\/\*!\d*|\*\/)+/y,
    string: /[eE]'(?:[^'\\]|\\[\s\S]|'')*'|(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*'/y,
    quoted: /"(?:[^"]|"")*"|`[^`]*`/y,
  },
  mysql: {
    space: /(?:\s+|--(?=\s|$)[^\n]*|#[^\n]*|\/\*(?!!)[\s\S]*?\*\/|\/\*!\d*|\*\/)+/y,
    string: /'(?:[^'\\]|\\[\s\S]|'')*'/y,
    quoted: /"(?:[^"\\]|\\[\s\S]|"")*"|`[^`]*`/y,
  },
};

/** The words, literals and operators of a text, comments left out. Nothing is ever lost: every other character is an operator. */
export function tokenizeSql(text: string, dialect: SqlDialect): readonly SqlToken[] {
  const lexis = LEXIS[dialect];
  const tokens: SqlToken[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
  };
  const rules: readonly (readonly [SqlToken["kind"], RegExp])[] = [
    ["string", lexis.string],
    ["string", COMMON.dollarString],
    ["quoted", lexis.quoted],
    ["word", COMMON.word],
    ["number", COMMON.number],
    ["operator", COMMON.operator],
  ];
  while (at < text.length) {
    const space = take(lexis.space);
    if (space !== null) {
      at += space.length;
      continue;
    }
    const isBroken = text[at] === "'" || text[at] === '"' || text.startsWith("/*", at);
    for (const [kind, pattern] of rules) {
      const found = take(pattern);
      if (found === null) continue;
      const isOpen = isBroken && kind === "operator";
      tokens.push({
        kind: isOpen ? "broken" : kind,
        value: tokenValue(kind, found),
        start: at,
        end: at + found.length,
      });
      at += found.length;
      break;
    }
  }
  return tokens;
}

function tokenValue(kind: SqlToken["kind"], found: string): string {
  if (kind === "word") return found.toUpperCase();
  return kind === "quoted" ? found.slice(1, -1) : found;
}
