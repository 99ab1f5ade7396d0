import { type Model, modelsFileSchema } from "../contracts/model.ts";
import { type InputProblem, InvalidInputError } from "../shared/errors.ts";
import { readYaml } from "../shared/read-yaml.ts";
import { isSafeModelId, SAFE_MODEL_ID } from "./recording-file-name.ts";

const SIMULATED_PREFIX = "sim-";

/**
 * The models of `evals/models.yaml`, by id, in the order of the file.
 *
 * @throws InvalidInputError with every problem of the file at once.
 */
export async function loadModels(path: string): Promise<ReadonlyMap<string, Model>> {
  const read = await readYaml(path, modelsFileSchema, "the models file");
  if (!read.ok) throw new InvalidInputError(read.problems);

  const models = Object.entries(read.value.models).map(([id, entry]): Model => ({ ...entry, id }));
  const problems = [
    ...models.flatMap(({ id }) => idProblem(id, path)),
    ...models.flatMap((model) => simulatedIdProblem(model, path)),
    ...emptyFileProblem(models, path),
  ];
  if (problems.length > 0) throw new InvalidInputError(problems);
  return new Map(models.map((model) => [model.id, model]));
}

function idProblem(id: string, path: string): InputProblem[] {
  if (isSafeModelId(id)) return [];
  return [
    {
      problem: "a model id cannot name its recordings file",
      at: `${path}, models`,
      expected: SAFE_MODEL_ID,
      received: JSON.stringify(id),
      fix: "rename the model",
    },
  ];
}

/** By this name version control ignores its recordings, and readers know it. */
function simulatedIdProblem({ id, api }: Model, path: string): InputProblem[] {
  if ((api === "simulated") === id.startsWith(SIMULATED_PREFIX)) return [];
  return [
    {
      problem: `${api === "simulated" ? "a simulated model" : "a model that is not simulated"} has a misleading id`,
      at: `${path}, models`,
      expected: `ids that begin with ${SIMULATED_PREFIX} for simulated models, and for no others`,
      received: JSON.stringify(id),
      fix: "rename the model",
    },
  ];
}

function emptyFileProblem(models: readonly Model[], path: string): InputProblem[] {
  if (models.length > 0) return [];
  return [
    {
      problem: "the models file names no model",
      at: `${path}, models`,
      expected: "at least one entry",
      received: "none",
      fix: "add a model, as in the file that comes with the project",
    },
  ];
}
