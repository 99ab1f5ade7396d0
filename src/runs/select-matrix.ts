import type { Language } from "../contracts/language.ts";
import type { Model } from "../contracts/model.ts";
import type { Prompt } from "../contracts/prompt.ts";
import type { Scenario } from "../contracts/scenario.ts";
import type { Suite } from "../contracts/suite.ts";
import { type InputProblem, InvalidInputError } from "../shared/errors.ts";
import type { ReadResult } from "../shared/read-yaml.ts";
import { unknownName } from "../shared/unknown-name.ts";
import type { Matrix } from "./plan-run.ts";
import { selectScenarioIds } from "./select-scenarios.ts";

/** All that is there to choose from. */
export interface Library {
  readonly scenarios: ReadonlyMap<string, Scenario>;
  readonly prompts: ReadonlyMap<string, Prompt>;
  readonly models: ReadonlyMap<string, Model>;
}

/** What flags may put in the place of a suite's own lists. */
export interface MatrixOverrides {
  readonly scenarios?: readonly string[];
  readonly prompts?: readonly string[];
  readonly models?: readonly string[];
  readonly languages?: readonly Language[];
  readonly repeats?: number;
}

/**
 * The matrix that a suite and the flags over it name.
 *
 * @throws InvalidInputError with every unknown name at once, and when nothing is left to run.
 */
export function selectMatrix(suite: Suite, library: Library, overrides: MatrixOverrides = {}): Matrix {
  const problems: InputProblem[] = [];
  const pick = <T>(kind: string, ids: readonly string[], known: ReadonlyMap<string, T>): T[] =>
    [...new Set(ids)].flatMap((id) => {
      const found = known.get(id);
      if (found === undefined) problems.push(unknownName(kind, id, [...known.keys()]));
      return found === undefined ? [] : [found];
    });

  const chosen = chooseScenarioIds(suite, library, overrides);
  if (!chosen.ok) problems.push(...chosen.problems);
  const matrix = {
    scenarios: pick("scenario", chosen.ok ? chosen.value : [], library.scenarios),
    prompts: pick("prompt", overrides.prompts ?? suite.prompts, library.prompts),
    models: pick("model", overrides.models ?? suite.models, library.models),
    languages: [...new Set(overrides.languages ?? suite.languages)],
    repeats: overrides.repeats ?? suite.repeats,
  };
  if (problems.length > 0) throw new InvalidInputError(problems);
  return matrix;
}

function chooseScenarioIds(
  suite: Suite,
  library: Library,
  { scenarios }: MatrixOverrides,
): ReadResult<readonly string[]> {
  return scenarios === undefined
    ? selectScenarioIds(suite, library.scenarios)
    : { ok: true, value: scenarios };
}
