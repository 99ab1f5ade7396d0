import { NEUTRAL_TERMS } from "./language-terms.ts";
import { normaliseText } from "./text/normalise.ts";

/** Identifiers, versions, figures with their units: anything with a digit, _, /, =, inner dot or hyphen. */
const IDENTIFIERS = String.raw`[\p{Script=Latin}\d]*[\d_/=@:.-][\p{Script=Latin}\d_/=@:.*%-]*[\p{Script=Latin}\d]`;

/**
 * What says nothing about the language somebody writes in. Tried in this order, each only on a text that
 * holds what it needs: a cheap test before a dear one.
 */
const NOT_PROSE: readonly (readonly [needs: RegExp, pattern: RegExp])[] = [
  [/`/, /```[\s\S]*?```|`[^`]*`/g],
  [/["“「『'‘]/, /"[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』|(?<![\p{L}\p{N}])'[^']*'(?![\p{L}\p{N}])|‘[^’]*’/gu],
  [/:\/\//, /https?:\/\/\S+/g],
  // Placeholders: [FILL IN], <namespace>, {{value}}.
  [/[[<{]/, /\[[A-Z][^\]]*\]|<[^<>\s]+>|\{\{[^}]*\}\}/g],
  // Statements and command lines, up to the next Chinese word, stop or line.
  [
    /[A-Z]{4}/,
    /\b(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|EXPLAIN|VACUUM|SHOW|REINDEX|TRUNCATE)\b[^\p{Script=Han}。；;\n]*/gu,
  ],
  [
    /[a-z]\s/,
    /\b(?:kubectl|psql|redis-cli|curl|systemctl|aws|helm|docker|grep|dig|openssl)\s[^\p{Script=Han}。；;，\n]*/gu,
  ],
  [/\d/, new RegExp(String.raw`${IDENTIFIERS}|\S*\d\S*?(?=[\s\p{Script=Han}]|$)`, "gu")],
  // Without a digit that second half, which is dear in long Chinese sentences, has nothing to find.
  [/^\D*[_/=@:.-]\D*$/, new RegExp(IDENTIFIERS, "gu")],
  // Abbreviations and CamelCase.
  [/[A-Z]{2}|[a-z][A-Z]/, /\b[A-Z]{2,}s?\b|\b[A-Z]?[a-z]+(?:[A-Z][a-z]+)+\b/g],
  [/[a-z]/i, new RegExp(`\\b(?:${NEUTRAL_TERMS.join("|")})\\b`, "gi")],
];
const LATIN_RUN = /[\p{Script=Latin}][^\p{Script=Han}，。；：、（）\n]*/gu;

/**
 * A text without what is the same in every language: code, quotations, identifiers, figures, product
 * names. A run of at least two Latin words that stands in the incident text is a quotation too, marked or not; a
 * Latin word on its own between Chinese ones is a name where it is one of `names`.
 *
 * @param incident the incident text as `normaliseText` leaves it
 * @param names words, lower case, that the incident text itself leaves untranslated
 */
export function proseOnly(text: string, incident: string, names: ReadonlySet<string> = new Set()): string {
  const unquoted = text.replace(LATIN_RUN, (run) =>
    isQuoted(run, incident) || names.has(run.trim().toLowerCase()) ? " " : run,
  );
  return NOT_PROSE.reduce(
    (rest, [needs, pattern]) => (needs.test(rest) ? rest.replace(pattern, " ") : rest),
    unquoted,
  );
}

function isQuoted(run: string, incident: string): boolean {
  if (/^[!-~]+$/.test(run)) return false; // one word
  const words = normaliseText(run).text.trim();
  const isThere = (piece: string) => piece.includes(" ") && incident.includes(piece);
  // A line of a table is quoted with the figure of its column: "http pool, leased 14/20".
  const pieces = words.split(/(?:^|\s)\S*\d\S*/).map((piece) => piece.trim());
  const filled = [words, ...pieces]
    .map((piece) => piece.replace(/[.,]$/, ""))
    .filter((piece) => piece !== "");
  const [whole = "", ...parts] = filled;
  return isThere(whole) || (parts.length > 0 && parts.every(isThere));
}
