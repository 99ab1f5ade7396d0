import {
  type Command,
  forEachChild,
  parse,
  type Redirection,
  type Word as ShellWord,
  type SyntaxNode,
} from "unbash";
import type { Outcome, Part, ScriptLanguage, Word } from "./command-risk.ts";
import { findRule, programName } from "./programs.ts";
import { isSqlHead } from "./sql-statement.ts";

const MAX_WRAPPERS = 8;
/** Levels of the syntax tree; one substitution takes five. Deeper text is an attack on the stack. */
const MAX_LEVELS = 150;
const SAFE_TARGET = /^(?:-|\d+-?|\/dev\/(?:null|stdout|stderr|tty|fd\/\d+))$/;
/** Parts of a word whose value nobody knows before it runs. */
const DYNAMIC = new Set([
  "SimpleExpansion",
  "ParameterExpansion",
  "CommandExpansion",
  "ArithmeticExpansion",
  "BraceExpansion",
]);

/** Text that a command gets on its standard input, when it stands in the script; null when it doesn't. */
type Input = Word | null;

/**
 * Every command of a shell script: pipelines, lists, loops, functions, substitutions, here-documents,
 * redirections. What the parser could not read is unknown; what a command runs in turn (`sh -c`, `psql -c`,
 * piped text) comes back as a script still to be read.
 */
export function readShellScript(script: string): readonly Part[] {
  return readNode(parse(script), { source: script, fixed: null, input: null, level: 0 });
}

/** Does nothing run on past its end: no quote, bracket, loop or here-document? */
export function isClosedScript(script: string): boolean {
  const isClosed = (node: SyntaxNode, level = 0): boolean => {
    if (level > MAX_LEVELS) return false;
    if (node.type === "Script" && (node.errors ?? []).length > 0) return false;
    if (node.type === "HereDoc" && node.closing === undefined) return false;
    let result = true;
    forEachChild(node, (child) => {
      result &&= isClosed(child, level + 1);
    });
    return result;
  };
  return isClosed(parse(script));
}

interface Place {
  readonly source: string;
  /** Inside backticks with escapes positions are those of another text: then everything has this span. */
  readonly fixed: { readonly start: number; readonly end: number } | null;
  readonly input: Input;
  readonly level: number;
}

function readNode(node: SyntaxNode, place: Place): readonly Part[] {
  if (place.level > MAX_LEVELS) return [{ risk: "unknown", why: "nested too deeply", ...span(node, place) }];
  const parts: Part[] = [];
  let here = { ...place, level: place.level + 1 };
  if (node.type === "Script") {
    if (node.source !== undefined && node.source !== place.source) {
      here = { ...here, source: node.source, fixed: place.fixed ?? { start: node.pos, end: node.end } };
    }
    for (const { message } of node.errors ?? []) {
      parts.push({ risk: "unknown", why: `the shell cannot read this: ${message}`, ...span(node, here) });
    }
  }
  if (node.type === "Command") parts.push(...readCommand(node, here));
  if (node.type === "Redirect" || node.type === "HereString" || node.type === "HereDoc") {
    parts.push(...readRedirection(node, here));
  }
  if (node.type === "Pipeline") {
    // What the first command prints word for word is what the second one is given.
    node.commands.forEach((command, i) => {
      const upstream = node.commands[i - 1];
      const input = upstream?.type === "Command" ? printedText(upstream) : null;
      parts.push(...readNode(command, { ...here, input }));
    });
    return parts;
  }
  if (node.type === "Redirected") {
    const input = givenText(node.redirects) ?? here.input;
    forEachChild(node, (child) => parts.push(...readNode(child, { ...here, input })));
    return parts;
  }
  forEachChild(node, (child) => parts.push(...readNode(child, here)));
  return parts;
}

function readCommand(command: Command, place: Place): readonly Part[] {
  const { name } = command;
  if (name === undefined) return [];
  const at = span(command, place);
  if (isDynamic(name)) return [{ risk: "unknown", why: `runs whatever ${name.text} is`, ...at }];
  if (isSqlHead(name.value) && findRule(name.value) === null) {
    return [
      {
        script: place.source.slice(command.pos, command.end),
        language: "sql",
        ...at,
        offset: offsetOf(command, place),
      },
    ];
  }
  const argv = [name, ...command.args.filter((word) => word.type === "Word")].map(toWord);
  const input = givenText(command.redirects) ?? place.input;
  return readArgv(argv, MAX_WRAPPERS).flatMap((outcome) => toParts(outcome, { at, input, place }));
}

/** What a call is, wrappers such as `sudo` taken off. */
function readArgv(argv: readonly Word[], left: number): readonly Exclude<Outcome, { argv: unknown }>[] {
  const [program, ...args] = argv;
  if (program === undefined) return [];
  const rule = findRule(program.value);
  if (rule === null || left === 0)
    return [{ risk: "unknown", why: `a program we do not know, ${program.value}` }];
  return rule(args, programName(program.value)).flatMap((outcome) =>
    "argv" in outcome ? readArgv(outcome.argv, left - 1) : [outcome],
  );
}

interface Call {
  readonly at: { readonly start: number; readonly end: number };
  readonly input: Input;
  readonly place: Place;
}

function toParts(outcome: Exclude<Outcome, { argv: unknown }>, { at, input, place }: Call): readonly Part[] {
  if ("risk" in outcome) return [{ ...outcome, ...at }];
  if ("input" in outcome)
    return input === null
      ? [unreadInput(outcome.input, at)]
      : [scriptPart([input], outcome.input, place, at)];
  return [scriptPart(outcome.script, outcome.language, place, at)];
}

function unreadInput(language: ScriptLanguage, at: Call["at"]): Part {
  return { risk: "unknown", why: `runs as ${language} what it is given`, ...at };
}

function scriptPart(words: readonly Word[], language: ScriptLanguage, place: Place, at: Call["at"]): Part {
  const script = words.map(({ value }) => value).join(" ");
  const [first] = words;
  const found = first === undefined || place.fixed !== null ? -1 : place.source.indexOf(script, first.start);
  const isInside = found !== -1 && found + script.length <= Math.max(...words.map(({ end }) => end));
  return { script, language, ...at, offset: isInside ? found : null };
}

/** Output into a file changes something, into nowhere or another descriptor doesn't. */
function readRedirection(redirection: Redirection, place: Place): readonly Part[] {
  if (redirection.type !== "Redirect" || redirection.operator === "<" || redirection.operator === "<&")
    return [];
  const { target, operator } = redirection;
  if (target === undefined || SAFE_TARGET.test(target.value)) return [];
  if (target.parts?.some(({ type }) => type === "ProcessSubstitution")) return [];
  return [{ risk: "mutating", why: `${operator} writes a file`, ...span(redirection, place) }];
}

/** The body of the last here-document or here-string. */
function givenText(redirections: readonly Redirection[]): Input {
  const last = redirections.findLast(({ type }) => type !== "Redirect");
  if (last?.type === "HereDoc") return { value: last.body.text, start: last.body.pos, end: last.body.end };
  return last?.type === "HereString" && last.target !== undefined ? toWord(last.target) : null;
}

/** What `echo` or `printf` prints, as far as it stands there; `cat` passes its here-document on. */
function printedText(command: Command): Input {
  const name = command.name?.value;
  if (name === "cat" && command.args.length === 0) return givenText(command.redirects);
  if (name !== "echo" && name !== "printf") return null;
  const words = command.args
    .filter((word) => word.type === "Word")
    .map(toWord)
    .filter(({ value }) => !/^-[neE]+$/.test(value));
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined) return null;
  return { value: words.map(({ value }) => value).join(" "), start: first.start, end: last.end };
}

function isDynamic({ parts = [] }: ShellWord): boolean {
  return parts.some(
    (part) =>
      DYNAMIC.has(part.type) ||
      (part.type === "DoubleQuoted" && part.parts.some(({ type }) => DYNAMIC.has(type))),
  );
}

function toWord({ value, pos, end }: ShellWord): Word {
  return { value, start: pos, end };
}

function span({ pos, end }: SyntaxNode, { fixed }: Place): { start: number; end: number } {
  return fixed ?? { start: pos, end };
}

function offsetOf({ pos }: SyntaxNode, { fixed }: Place): number | null {
  return fixed === null ? pos : null;
}
