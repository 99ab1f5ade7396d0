import { type CommandRisk, type Part, type ScriptLanguage, worstRisk } from "./command-risk.ts";
import { readMemcachedText } from "./memcached-commands.ts";
import { readMongoScript } from "./mongo-script.ts";
import { isNoCommand, prepareCommand } from "./prepare-command.ts";
import { findRule } from "./programs.ts";
import { isPromql } from "./promql.ts";
import { isRedisCommand, readRedisCommand } from "./redis-commands.ts";
import { isClosedScript, readShellScript } from "./shell-script.ts";
import { readSqlScript } from "./sql-script.ts";
import { isSqlHead } from "./sql-statement.ts";
import { tokenizeSql } from "./sql-tokens.ts";

/** One thing a command does, and where it says so (UTF-16 offsets, end exclusive). */
export interface CommandPart {
  readonly risk: CommandRisk;
  readonly why: string;
  readonly start: number;
  readonly end: number;
}

export interface CommandVerdict {
  /** The worst of its parts: a pipeline is as safe as its most dangerous segment. */
  readonly risk: CommandRisk;
  readonly parts: readonly CommandPart[];
}

const MAX_DEPTH = 6;
/** Nobody types more at a prompt; some rules take time in the square of the length. */
const MAX_LENGTH = 8000;

/**
 * What a command could change, read and never run: shell, SQL, Redis, mongo shell or PromQL, as it comes.
 *
 * Deny by default: what is not known to be reading is `unknown`. Scripts inside scripts (`sh -c`, `ssh`,
 * `kubectl exec`, `psql -c`, piped text) are read too, six deep.
 */
export function classifyCommand(original: string): CommandVerdict {
  if (isNoCommand(original)) return { risk: "none", parts: [] };
  if (original.length > MAX_LENGTH) {
    return {
      risk: "unknown",
      parts: [{ risk: "unknown", why: "too long to read", start: 0, end: original.length }],
    };
  }
  const { text, doubtful } = prepareCommand(original);
  const parts = [
    ...readText(text, MAX_DEPTH),
    ...doubtful.map((at): CommandPart => ({ risk: "unknown", why: "a placeholder or a redirection", ...at })),
  ];
  return { risk: worstRisk(parts.map(({ risk }) => risk)), parts };
}

function readText(text: string, depth: number): readonly CommandPart[] {
  if (isPromql(text)) return [{ risk: "read", why: "a metrics or log query", start: 0, end: text.length }];
  const start = text.search(/\S/);
  if (start === -1) return [];
  if (isRedisCommand(text.slice(start)) && !isSqlText(text)) return readScript(text, "redis", depth);
  if (/^\s*(?:db\s*\.|rs\.\w+\(|show (?:dbs|collections)\b)/.test(text))
    return readUntilShell(text, "mongo", depth);
  if (isSqlText(text)) return readUntilShell(text, "sql", depth);
  return readFromShell(text, depth);
}

/** SQL, or what else a database reads, up to where a shell command begins, which no database would run. */
function readUntilShell(text: string, language: ScriptLanguage, depth: number): readonly CommandPart[] {
  const at = shellStart(text);
  if (at === null) return readScript(text, language, depth);
  return [
    ...readScript(text.slice(0, at), language, depth),
    ...shifted(readText(text.slice(at), depth - 1), at),
  ];
}

/** Shell up to a line or list item that is bare SQL, with which the shell could do nothing. */
function readFromShell(text: string, depth: number): readonly CommandPart[] {
  for (const { index, 0: lead } of text.matchAll(/(?:\n|;|&&)\s*(?=[A-Z]+\b)/g)) {
    const at = index + lead.length;
    if (isClosedScript(text.slice(0, index)) && isSqlText(text.slice(at))) {
      return [
        ...readScript(text.slice(0, index), "shell", depth),
        ...shifted(readText(text.slice(at), depth - 1), at),
      ];
    }
  }
  return readScript(text, "shell", depth);
}

/** SQL in lower or mixed case takes more than a first word, which prose and the shell have too. */
const SQL_START =
  /^(?:select\s|with\s+(?:recursive\s+)?\w+\s*(?:\([^)]*\)\s*)?as\b|explain\s|insert\s+into\s|delete\s+from\s|update\s+\S+\s+set\s|merge\s+into\s|(?:drop|alter|create)\s+(?:table|database|index|unique|schema|view|user|role|function|system|extension|materialized)\b|truncate\s+(?:table\s|\w+\s*;?\s*$)|vacuum\b|reindex\s|show\s+(?:\w+|(?:full|global|session|engine|slave|replica|all)\s.*)\s*;?\s*$|describe\s+\w+\s*;?\s*$|begin\s*;|call\s+\w+\s*\()/i;

/** Does a text begin with SQL, comments and brackets aside? */
function isSqlText(text: string): boolean {
  const bare = text.replace(/^(?:\s|\(|--[^\n]*|\/\*(?!!)[\s\S]*?\*\/)+/, "");
  if (/^(?:\\[a-zA-Z]|\/\*!)/.test(bare)) return true;
  const head = /^[A-Z]+(?=[\s;*(]|$)/.exec(bare)?.[0];
  return head === undefined ? SQL_START.test(bare) : isSqlHead(head);
}

/** Where a shell command begins inside SQL, outside literals: `$(`, or a known program after `;`, `&&`, `|` or a line's end. */
function shellStart(text: string): number | null {
  const tokens = tokenizeSql(text, "standard");
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    const next = tokens[i + 1];
    if (token.value === "$" && next?.value === "(" && next.start === token.end) return token.start;
    if (token.kind !== "word" || before === undefined || next === undefined) continue;
    const gap = text.slice(before.end, token.start);
    const isAfterBreak = /^(?:;|&&|\|\||\||&)$/.test(before.value) || gap.includes("\n");
    const isProgram = findRule(text.slice(token.start, wordEnd(text, token.start))) !== null;
    if (isAfterBreak && isProgram && !isOperand(text, token.end)) return token.start;
  }
  return null;
}

function wordEnd(text: string, start: number): number {
  const length = /^[\w./-]+/.exec(text.slice(start))?.[0].length ?? 0;
  return start + length;
}

/** A column called like a program: a bracket, an operator or a keyword follows it, not an argument. */
function isOperand(text: string, end: number): boolean {
  return !/^[\w.-]*\s+(?!(?:FROM|AS|AND|OR|IS|IN|NOT|LIKE|ASC|DESC|ON|THEN|END|WHERE|ORDER|GROUP|LIMIT)\b)[-/\w"'$~.*{]/i.test(
    text.slice(end),
  );
}

function readScript(script: string, language: ScriptLanguage, depth: number): readonly CommandPart[] {
  if (depth <= 0)
    return [{ risk: "unknown", why: "scripts in scripts, too deep", start: 0, end: script.length }];
  return PARTS[language](script).flatMap((part) => {
    if ("risk" in part) return [part];
    const inner =
      part.language === "shell"
        ? readText(part.script, depth - 1)
        : readScript(part.script, part.language, depth - 1);
    if (part.offset !== null) return shifted(inner, part.offset);
    return inner.map((one) => ({ ...one, start: part.start, end: part.end }));
  });
}

const PARTS: Readonly<Record<ScriptLanguage, (script: string) => readonly Part[]>> = {
  shell: readShellScript,
  sql: readSqlScript,
  mongo: readMongoScript,
  redis: readRedisLines,
  memcached: readMemcachedText,
};

/** One command per line, as typed at the prompt; a line that could be more goes to the shell. */
function readRedisLines(script: string): readonly Part[] {
  return [...script.matchAll(/[^\n]+/g)].flatMap(({ 0: line, index }): readonly Part[] => {
    if (line.trim() === "") return [];
    const isPlain = !/[;&|`<>]|\$\(/.test(line.replace(/"[^"]*"|'[^']*'/g, ""));
    const parts: readonly Part[] = isPlain
      ? [{ ...readRedisCommand(line.trim().split(/\s+/)), start: 0, end: line.length }]
      : readShellScript(line);
    return parts.map((part) => ({ ...part, start: part.start + index, end: part.end + index }));
  });
}

function shifted(parts: readonly CommandPart[], offset: number): readonly CommandPart[] {
  return parts.map((part) => ({ ...part, start: part.start + offset, end: part.end + offset }));
}
