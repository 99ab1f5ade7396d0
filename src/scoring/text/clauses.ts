import { NOT_AFTER_WORD, NOT_BEFORE_WORD } from "./scripts.ts";

/** What stands before a clause: its sentence's start, a punctuation mark, or a word such as "but". */
export type ClauseOpener =
  | "sentence"
  | "comma"
  | "semicolon"
  | "colon"
  | "open-bracket"
  | "close-bracket"
  | "dash"
  | "contrast";

export interface Clause {
  readonly start: number;
  readonly end: number;
  readonly opener: ClauseOpener;
  /** End of the sentence it belongs to. */
  readonly sentenceEnd: number;
  readonly isQuestion: boolean;
}

/** Words that turn an argument round. What was denied before them is not denied after. */
const CONTRASTS_EN = [
  "but",
  "however",
  "although",
  "though",
  "whereas",
  "while",
  "yet",
  "rather than",
  "rather",
  "instead",
  "as opposed to",
  "nevertheless",
  "in fact",
  "actually",
];
const CONTRASTS_ZH = [
  "(?<![不非])但(?!凡)",
  "(?<![从因反然进继时])而(?!且)",
  "(?<![冷忘推])却",
  "(?<![只超绕])不过",
  "然而",
  "反而",
  "不如说",
  "虽然",
  "尽管",
  "相反",
  "实际上",
  "其实",
];

/** No break inside numbers (12,000), times (14:02), addresses (postgres:5432, http://) and versions (v2.41). */
const BREAK = new RegExp(
  [
    String.raw`(?<sentence>\n|。|(?:[.!]|(?<=[\p{L}\p{N}"')\]])\?)(?=["')\]]*(?:\s|$|\p{Script=Han}))|(?<=\p{Script=Han}["')\]]*)[!?])`,
    String.raw`(?<comma>(?<!\d),|,(?!\d))`,
    "(?<semicolon>;)",
    String.raw`(?<colon>(?<![\p{Script=Latin}\d]):|:(?![\d/]))`,
    String.raw`(?<open>\()`,
    String.raw`(?<close>\))`,
    String.raw`(?<dash>(?<=\s)-+(?=\s)|[-=]?>|→)`,
    `(?<contrast>${NOT_AFTER_WORD}(?:${CONTRASTS_EN.join("|")})${NOT_BEFORE_WORD}|${CONTRASTS_ZH.join("|")})`,
  ].join("|"),
  "gu",
);
const ABBREVIATION_BEFORE = /(?:^|[\s("'])(?:e\.g|i\.e|vs|approx|cf)$|^\s*(?:\d+|[a-z])$/;
/** A placeholder such as `id = ?` asks nothing. */
const ASKS = /[\p{L}\p{N}"')\]]\?$/u;
/** As many as a letter outside the basic plane and a question mark take. */
const ASKS_UNITS = 3;
const ASKS_ZH = /吗["')\]]*[。?]?$/;

const OPENERS: readonly (readonly [group: string, opener: ClauseOpener])[] = [
  ["sentence", "sentence"],
  ["comma", "comma"],
  ["semicolon", "semicolon"],
  ["colon", "colon"],
  ["open", "open-bracket"],
  ["close", "close-bracket"],
  ["dash", "dash"],
  ["contrast", "contrast"],
];

/**
 * The clauses of a normalised text, in order and without empty ones.
 *
 * A contrast word opens its clause and belongs to it; punctuation belongs to none. "、" does not end a
 * clause: it joins a list that shares one verb and one negation.
 */
export function splitClauses(text: string): Clause[] {
  const clauses: Clause[] = [];
  let sentence: Omit<Clause, "sentenceEnd" | "isQuestion">[] = [];
  let start = 0;
  let opener: ClauseOpener = "sentence";
  const mayAsk = text.includes("吗");

  const closeClause = (end: number): void => {
    if (text.slice(start, end).trim() !== "") sentence.push({ start, end, opener });
  };
  const closeSentence = (end: number): void => {
    const isQuestion =
      ASKS.test(text.slice(Math.max(0, end - ASKS_UNITS), end)) ||
      (mayAsk && ASKS_ZH.test(text.slice(0, end)));
    for (const clause of sentence) clauses.push({ ...clause, sentenceEnd: end, isQuestion });
    sentence = [];
  };

  for (const found of text.matchAll(BREAK)) {
    const kind = openerOf(found);
    const end = found.index + found[0].length;
    if (kind === "sentence" && found[0] === "." && ABBREVIATION_BEFORE.test(text.slice(start, found.index))) {
      continue;
    }
    closeClause(found.index);
    if (kind === "sentence") closeSentence(end);
    start = kind === "contrast" ? found.index : end;
    opener = kind;
  }
  closeClause(text.length);
  closeSentence(text.length);
  return clauses;
}

function openerOf({ groups }: RegExpExecArray): ClauseOpener {
  const named = OPENERS.find(([group]) => groups?.[group] !== undefined);
  return named?.[1] ?? "sentence";
}
