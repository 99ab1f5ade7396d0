import type { Aliases } from "../../contracts/language.ts";
import { slotsOf } from "./letter-pairs.ts";
import { normaliseText } from "./normalise.ts";
import { NOT_AFTER_WORD, NOT_BEFORE_WORD } from "./scripts.ts";

/** One alias, ready to be looked for in normalised text. */
export interface CompiledAlias {
  /** Every text in which it is found holds all of these: a cheap test before the patterns are asked for. */
  readonly literals: readonly string[];
  /** Of the literals: a still cheaper one. */
  readonly slots: readonly number[];
  /** The patterns of its parts in order, with a gap between each two. Made when first asked for: few ever are. */
  parts(): readonly RegExp[];
}

/** Quote marks and markdown round a word are not part of it: "`ledger_entries` table". */
const MARKS = "[\"'*]*";
const LATIN = String.raw`[\p{Script=Latin}\p{Nd}_]`;
const TOKEN = /\p{Script=Han}+|[^\s\p{Script=Han}]+/gu;

/**
 * Compiles the aliases of one fact, in both languages. What scenario authors may write:
 *
 * - **A plain phrase**, `connection pool`. Case, width (ＡＢＣ), kinds of quote and hyphen do not matter, nor
 *   does a space or a hyphen between words (`full table scan` finds "full-table scan").
 * - **Whole words** in Latin script: `cron` is not found in "synchronous", `v2.41` not in "v2.410" or
 *   "v2.41.1", `500` not in "1,500" or "500.5". Han characters need no boundary: `索引` is found in "没有索引".
 * - **`*` after a word**, any ending: `exhaust*` finds "exhausted", "exhaustion"; `ledger*` "ledger_entries".
 * - **` … `** (or ` ... `), a gap of up to 5 words or 12 Han characters, also none: `pool … exhaust*` finds
 *   "the pool was quickly exhausted", `连接池 … 耗尽` finds "连接池被耗尽". A gap stays inside its clause and
 *   never crosses "and", ",", "，", "、" or "也".
 * - **Han beside Latin** with or without a space: `status 没有索引` finds "status没有索引".
 * - **A negative fact is written negatively**, `no index on status`, `没走索引`: its own "no" then belongs to
 *   it. An alias `index on status` is found denied in "no index on status", which is not what is meant.
 *
 * Both languages are always tried. Compiled once per alias list, which must not change afterwards.
 */
export function compileAliases(aliases: Aliases): readonly CompiledAlias[] {
  const known = compiled.get(aliases);
  if (known !== undefined) return known;
  const fresh = [...aliases.en, ...aliases.zh].map(compileAlias);
  compiled.set(aliases, fresh);
  return fresh;
}

const compiled = new WeakMap<Aliases, readonly CompiledAlias[]>();

function compileAlias(alias: string): CompiledAlias {
  const { text } = normaliseText(alias.trim());
  const parts = text.split(/\s*\.{3}\s*/).filter((part) => part !== "");
  let patterns: readonly RegExp[] | null = null;
  const literals = parts.flatMap(literalsOf);
  return {
    literals,
    slots: slotsOf(literals),
    parts: () => {
      patterns ??= parts.map(compilePart);
      return patterns;
    },
  };
}

function compilePart(part: string): RegExp {
  const tokens = [...part.matchAll(TOKEN)];
  let source = "";
  tokens.forEach(({ 0: token, index }, at) => {
    const before = tokens[at - 1];
    if (before !== undefined) {
      const isSpaced = before.index + before[0].length < index;
      const touchesHan = /\p{Script=Han}/u.test(token) || /\p{Script=Han}/u.test(before[0]);
      source += touchesHan ? `${MARKS}\\s?${MARKS}` : isSpaced ? `${MARKS}[\\s-]+${MARKS}` : "";
    }
    source += compileToken(token);
  });
  return new RegExp(source, "gu");
}

function literalsOf(part: string): string[] {
  return Array.from(part.matchAll(TOKEN), ([token]) => token.replace(/\*$/, "").split("-")).flat();
}

function compileToken(token: string): string {
  const isOpen = token.endsWith("*");
  const word = isOpen ? token.slice(0, -1) : token;
  const body = word
    .split("-")
    .map((piece) => piece.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`))
    .join("[\\s-]");
  return `${startBoundary(word)}${body}${isOpen ? `${LATIN}*` : endBoundary(word)}`;
}

function startBoundary(word: string): string {
  if (/^\d/.test(word)) return `${NOT_AFTER_WORD}(?<!\\d[.,])`;
  return new RegExp(`^${LATIN}`, "u").test(word) ? NOT_AFTER_WORD : "";
}

function endBoundary(word: string): string {
  if (/\d$/.test(word)) return `${NOT_BEFORE_WORD}(?![.,]\\d)`;
  return new RegExp(`${LATIN}$`, "u").test(word) ? NOT_BEFORE_WORD : "";
}
