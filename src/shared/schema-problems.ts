import type { z } from "zod";
import type { InputProblem } from "./errors.ts";
import { squeezeWord } from "./squeeze-word.ts";

/** Where a path of a parsed value stands in its file: "scenarios/x.yaml:12, expected.severity". */
export type LocatePath = (path: readonly PropertyKey[]) => string;

/** Every issue of a schema check as a problem a person can act on. Parse with `reportInput: true` to see what was received. */
export function schemaProblems(error: z.ZodError, what: string, locate: LocatePath): InputProblem[] {
  return error.issues.flatMap((issue) => problemsOf(issue, what, locate));
}

/** "expected.severity", "hypotheses[0].cause"; "the whole" for the root. */
export function renderPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the whole";
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, "");
}

function problemsOf(issue: z.core.$ZodIssue, what: string, locate: LocatePath): InputProblem[] {
  const at = locate(issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      problem: `${what} has an unknown key "${key}"`,
      at: locate([...issue.path, key]),
      fix: "remove it, or correct its spelling",
    }));
  }
  const name = renderPath(issue.path);
  if (issue.input === undefined && issue.code !== "custom") {
    return [
      {
        problem: `${what} has no ${name}`,
        at,
        expected: expectedBy(issue),
        received: "nothing",
        fix: "add it",
      },
    ];
  }
  return [
    {
      problem: `${what} has a wrong ${name}`,
      at,
      expected: expectedBy(issue),
      received: showValue(issue.input),
      ...fixFor(issue),
    },
  ];
}

function expectedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.expected;
    case "invalid_value":
      return issue.values.map(String).join(", ");
    case "too_small":
      return `at least ${issue.minimum}${unitOf(issue.origin)}`;
    case "too_big":
      return `at most ${issue.maximum}${unitOf(issue.origin)}`;
    case "invalid_format":
      return issue.format === "regex" ? issue.message : `a valid ${issue.format}`;
    case "invalid_union":
      return issue.errors.map((branch) => branch.map(expectedBy).join(" and ")).join(", or ");
    default:
      return issue.message;
  }
}

/** "sev-2" is one slip away from SEV2: say so. */
function fixFor(issue: z.core.$ZodIssue): { fix?: string } {
  if (issue.code !== "invalid_value" || typeof issue.input !== "string") return {};
  const squeezed = squeezeWord(issue.input);
  const near = issue.values.map(String).find((value) => squeezeWord(value) === squeezed);
  return near === undefined ? {} : { fix: `write ${near}` };
}

function unitOf(origin: string): string {
  if (origin === "array") return " entries";
  return origin === "string" ? " characters" : "";
}

function showValue(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 77)}…`;
}
