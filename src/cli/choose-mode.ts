import type { Mode } from "../contracts/run.ts";
import type { ModelAccess } from "../runs/model-access.ts";
import { type InputProblem, InvalidInputError } from "../shared/errors.ts";

/**
 * The mode of a run. Asked for nothing, it calls what it has keys for (`auto`) and replays without any.
 * Asked for calls, every model that would be called needs its key.
 *
 * @throws InvalidInputError naming every missing key, before anything is spent.
 */
export function chooseMode(
  asked: Mode | undefined,
  models: readonly { readonly id: string; readonly access: ModelAccess; readonly hasMissingCells: boolean }[],
): Mode {
  if (asked === undefined) return models.some(({ access }) => "client" in access) ? "auto" : "replay";
  if (asked === "replay") return asked;
  const problems = models.flatMap(({ id, access, hasMissingCells }): InputProblem[] =>
    "missingKey" in access && (asked === "record" || hasMissingCells)
      ? [missingKeyProblem(id, access.missingKey)]
      : [],
  );
  if (problems.length > 0) throw new InvalidInputError(problems);
  return asked;
}

export function missingKeyProblem(modelId: string, keyVariable: string): InputProblem {
  return {
    problem: `model "${modelId}" has no key`,
    at: `environment, ${keyVariable}`,
    expected: "its API key",
    received: "nothing",
    fix: `export ${keyVariable}=…`,
  };
}
