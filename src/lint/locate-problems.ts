import type { InputProblem } from "../shared/errors.ts";
import { yamlLocator } from "../shared/read-yaml.ts";
import type { FieldPath, LintProblem } from "./lint-rule.ts";

/** A scenario's file as it is on disk. */
export interface ScenarioText {
  readonly path: string;
  readonly text: string;
  readonly isTwin: boolean;
}

const SHOWN_AT_MOST = 200;

/** Lint problems as people read them, each with its file and line. A scenario without a text gets neither. */
export function locateProblems(
  problems: readonly LintProblem[],
  textById: ReadonlyMap<string, ScenarioText>,
): InputProblem[] {
  const locators = new Map(
    [...textById].map(([id, { path, text, isTwin }]) => {
      const locate = yamlLocator(text, path);
      return [id, (field: FieldPath) => locate(isTwin ? inTwinFile(field) : field)];
    }),
  );
  return problems.map(({ scenarioId, ruleId, field, problem, expected, received, fix }) => {
    const locate = scenarioId === null ? undefined : locators.get(scenarioId);
    const subject = scenarioId === null ? "the library" : `scenario "${scenarioId}"`;
    return {
      problem: `${subject} ${problem} (${ruleId})`,
      ...(locate === undefined ? {} : { at: locate(field) }),
      ...(expected === undefined ? {} : { expected }),
      ...(received === undefined ? {} : { received: shorten(received) }),
      ...(fix === undefined ? {} : { fix }),
    };
  });
}

/** A twin's file holds its injection at the top, and of the incident text only the planted lines. */
function inTwinFile(field: FieldPath): FieldPath {
  const [first, second, ...rest] = field;
  if (first === "expected" && second === "injection") return ["injection", ...rest];
  return first === "context" ? ["plant", "lines", ...(second === undefined ? [] : [second])] : field;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= SHOWN_AT_MOST ? line : `${line.slice(0, SHOWN_AT_MOST - 1)}…`;
}
