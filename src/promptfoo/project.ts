import { resolve } from "node:path";
import { z } from "zod";
import { languageSchema } from "../contracts/language.ts";
import type { ModelRequest } from "../contracts/model-client.ts";
import { loadModels } from "../models/load-models.ts";
import { loadPrompts } from "../prompts/load-prompts.ts";
import { type Cell, planCell } from "../runs/plan-run.ts";
import { createSubjectIndex, type RequestSubject } from "../runs/request-subjects.ts";
import { loadScenarios } from "../scenarios/load-scenarios.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";

/** promptfoo loads our files by path and passes no context, so the project is where it was started. */
const root = process.cwd();

export const projectFolders = {
  suites: resolve(root, "evals"),
  recordings: resolve(root, "results/recordings"),
};

/** Each is read once per process, when first asked for. */
export const scenarios = once(() => loadScenarios(resolve(root, "scenarios")));
export const prompts = once(() => loadPrompts(resolve(root, "prompts")));
export const models = once(() => loadModels(resolve(root, "evals/models.yaml")));

const subjects = once(async () =>
  createSubjectIndex((await scenarios()).values(), (await prompts()).values()),
);

/** What a request asks about; null for what is no prompt of ours about a scenario of ours. */
export async function subjectOf(request: ModelRequest): Promise<RequestSubject | null> {
  return (await subjects())(request);
}

const varsSchema = z.object({
  scenarioId: z.string(),
  language: languageSchema,
  repeat: z.int().nonnegative(),
});
type TestVars = z.infer<typeof varsSchema>;

/** The variables that our test generator gave a test; promptfoo adds its own beside them. */
export function readVars(vars: unknown): TestVars {
  const parsed = varsSchema.safeParse(vars);
  if (parsed.success) return parsed.data;
  throw new InvalidInputError({
    problem: "a promptfoo test does not name a trial",
    at: "promptfooconfig.yaml, tests",
    expected: "vars scenarioId, language and repeat, as src/promptfoo/tests.ts makes them",
    received: z.prettifyError(parsed.error),
  });
}

/** The cell of our matrix that one row of promptfoo's is. */
export async function findCell(row: { vars: TestVars; promptId: string; modelId: string }): Promise<Cell> {
  const { scenarioId, language, repeat } = row.vars;
  return planCell({
    scenario: await named("scenario", scenarioId, scenarios),
    prompt: await named("prompt", row.promptId, prompts),
    model: await named("model", row.modelId, models),
    language,
    repeat,
  });
}

export async function named<T>(
  kind: string,
  id: string,
  load: () => Promise<ReadonlyMap<string, T>>,
): Promise<T> {
  const known = await load();
  const found = known.get(id);
  if (found === undefined) throw new InvalidInputError(unknownName(kind, id, [...known.keys()]));
  return found;
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | null = null;
  return () => {
    loaded ??= load();
    return loaded;
  };
}
