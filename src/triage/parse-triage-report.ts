import { type JSONVisitor, visit } from "jsonc-parser";
import { jsonrepair } from "jsonrepair";
import type { ModelReply } from "../contracts/model-client.ts";
import { type ParsedReply, type Repair, triageReportSchema } from "../contracts/triage-report.ts";
import { renderPath, schemaProblems } from "../shared/schema-problems.ts";
import { extractJson } from "./extract-json.ts";
import { normaliseReport } from "./normalise-report.ts";

/**
 * A raw reply as a triage report, with every repair it needed, or every reason why it is unreadable.
 *
 * Repaired: prose or a fence round the JSON, syntax slips (trailing commas, single quotes, comments),
 * enum spelling ("sev-1"), unknown keys. Never repaired into success: a reply that was cut off, a key
 * given twice (which of two severities is meant?), a missing section.
 */
export function parseTriageReport({
  text,
  finishReason,
}: Pick<ModelReply, "text" | "finishReason">): ParsedReply {
  if (text.trim() === "") return unreadable("the reply is empty");
  const { object, prose, isFenced, isCutOff } = extractJson(text);
  if (finishReason === "length")
    return unreadable(`the reply was cut off at the token limit, after ${text.length} characters`);
  if (isCutOff) return unreadable("the JSON object never closes: the reply was cut off");
  if (object === null) return unreadable("the reply holds no JSON object");

  const syntax = parseJson(object);
  if (!syntax.ok) return unreadable(syntax.problem);
  const duplicates = duplicateKeys(syntax.json);
  if (duplicates.length > 0) return unreadable(...duplicates.map((path) => `the key ${path} is given twice`));

  const normalised = normaliseReport(syntax.value);
  const parsed = triageReportSchema.safeParse(normalised.value, { reportInput: true });
  if (!parsed.success) {
    const problems = schemaProblems(parsed.error, "the report", renderPath);
    return unreadable(
      ...problems.map(({ problem, expected }) => `${problem}${expected ? ` (expected ${expected})` : ""}`),
    );
  }
  const repairs: Repair[] = [
    ...(isFenced ? [{ kind: "fence-removed", detail: "the JSON stood in a Markdown fence" } as const] : []),
    ...(prose === ""
      ? []
      : [{ kind: "prose-removed", detail: `text round the JSON: "${shorten(prose)}"` } as const]),
    ...(syntax.isRepaired ? [{ kind: "syntax-repaired", detail: syntax.problem } as const] : []),
    ...normalised.repairs,
  ];
  return { ok: true, report: parsed.data, repairs };
}

function unreadable(...problems: string[]): ParsedReply {
  return { ok: false, problems };
}

type JsonSyntax =
  | { ok: true; value: unknown; json: string; isRepaired: false }
  | { ok: true; value: unknown; json: string; isRepaired: true; problem: string }
  | { ok: false; problem: string };

function parseJson(json: string): JsonSyntax {
  try {
    return { ok: true, value: JSON.parse(json), json, isRepaired: false };
  } catch (error) {
    const problem = `the JSON is broken: ${error instanceof Error ? error.message : String(error)}`;
    try {
      const repaired = jsonrepair(json);
      return { ok: true, value: JSON.parse(repaired), json: repaired, isRepaired: true, problem };
    } catch {
      return { ok: false, problem };
    }
  }
}

/** `JSON.parse` silently keeps the last of two equal keys; this names them. */
function duplicateKeys(json: string): string[] {
  const duplicates: string[] = [];
  const seen: Set<string>[] = [];
  const visitor: JSONVisitor = {
    onObjectBegin: () => void seen.push(new Set()),
    onObjectEnd: () => void seen.pop(),
    onObjectProperty: (name, _offset, _length, _line, _column, pathTo) => {
      const keys = seen.at(-1);
      if (keys?.has(name)) duplicates.push(renderPath([...pathTo(), name]));
      keys?.add(name);
    },
  };
  visit(json, visitor);
  return duplicates;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length <= 60 ? line : `${line.slice(0, 57)}…`;
}
