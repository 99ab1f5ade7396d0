import { readFile } from "node:fs/promises";
import { type Document, isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { type InputProblem, InvalidInputError, systemErrorCode } from "./errors.ts";
import { renderPath, schemaProblems } from "./schema-problems.ts";

export type ReadResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

/**
 * A YAML file as a schema reads it, or every problem in it with its line. `what` names the thing in
 * messages: `scenario "db-failover"`.
 */
export async function readYaml<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  what: string,
): Promise<ReadResult<z.output<Schema>>> {
  const text = await readText(path, what);
  return typeof text === "string" ? parseYaml(text, { path, schema, what }) : { ok: false, problems: [text] };
}

/** The same for a text already read; `path` is only for messages. */
export function parseYaml<Schema extends z.ZodType>(
  text: string,
  { path, schema, what }: { path: string; schema: Schema; what: string },
): ReadResult<z.output<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    return { ok: false, problems: document.errors.map((error) => syntaxProblem(error, { path, what })) };
  }

  const parsed = schema.safeParse(document.toJS(), { reportInput: true });
  if (parsed.success) return { ok: true, value: parsed.data };

  const locate = (keys: readonly PropertyKey[]) => locateIn({ document, lines, path }, keys);
  return { ok: false, problems: schemaProblems(parsed.error, what, locate) };
}

/**
 * Where a value of a YAML text stands: "scenarios/x.yaml:12, expected.severity". The line is that of the value, or
 * of the nearest thing around it that is there. For texts that have been read without problems.
 */
export function yamlLocator(text: string, path: string): (keys: readonly PropertyKey[]) => string {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return (keys) => locateIn({ document, lines, path }, keys);
}

interface ReadDocument {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  readonly path: string;
}

function locateIn({ document, lines, path }: ReadDocument, keys: readonly PropertyKey[]): string {
  for (let depth = keys.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(keys.slice(0, depth), true);
    if (isNode(node) && node.range) {
      return `${path}:${lines.linePos(node.range[0]).line}, ${renderPath(keys)}`;
    }
  }
  return `${path}, ${renderPath(keys)}`;
}

/** All values, or one error with every problem of every file. */
export function unwrapAll<T>(results: readonly ReadResult<T>[]): T[] {
  const problems = results.flatMap((result) => (result.ok ? [] : result.problems));
  if (problems.length > 0) throw new InvalidInputError(problems);
  return results.flatMap((result) => (result.ok ? [result.value] : []));
}

/** The text of a file a person wrote, or why it cannot be read. */
export async function readText(path: string, what: string): Promise<string | InputProblem> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    if (code === "ENOENT") return { problem: `${what} is not there`, at: path, fix: "check the path" };
    return {
      problem: `${what} cannot be read (${code})`,
      at: path,
      fix: "check the path and its permissions",
    };
  }
}

function syntaxProblem(
  error: { message: string; linePos?: readonly { line: number; col: number }[] | undefined },
  { path, what }: { path: string; what: string },
): InputProblem {
  const position = error.linePos?.[0];
  const [summary] = error.message.split(/ at line \d+/);
  return {
    problem: `${what} is not valid YAML: ${summary}`,
    at: position === undefined ? path : `${path}:${position.line}:${position.col}`,
    fix: "check quotes, colons and indentation on that line",
  };
}
