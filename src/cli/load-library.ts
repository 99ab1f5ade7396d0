import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Suite } from "../contracts/suite.ts";
import { loadModels } from "../models/load-models.ts";
import { loadPrompts } from "../prompts/load-prompts.ts";
import { loadSuite } from "../runs/load-suite.ts";
import type { Library } from "../runs/select-matrix.ts";
import { loadScenarios } from "../scenarios/load-scenarios.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";

interface LibraryPaths {
  readonly scenarios: string;
  readonly prompts: string;
  readonly models: string;
}

/** Scenarios, prompts and models, or every problem in any of them at once. */
export async function loadLibrary(paths: LibraryPaths): Promise<Library> {
  const [scenarios, prompts, models] = await allOrEveryProblem([
    loadScenarios(paths.scenarios),
    loadPrompts(paths.prompts),
    loadModels(paths.models),
  ]);
  return { scenarios, prompts, models };
}

/** A suite by its name, with the names there are when it is none of them. */
export async function loadNamedSuite(folder: string, name: string): Promise<Suite> {
  const known = await listSuites(folder);
  if (!known.includes(name)) throw new InvalidInputError(unknownName("suite", name, known));
  return loadSuite(join(folder, `${name}.yaml`));
}

/** The names of the suites there are, sorted. */
export async function listSuites(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => []))
    .filter((file) => file.endsWith(".yaml") && file !== "models.yaml")
    .map((file) => file.slice(0, -".yaml".length))
    .sort();
}

/** Like Promise.all, but input problems of several parts are told together. */
export async function allOrEveryProblem<T extends readonly unknown[]>(
  parts: {
    readonly [K in keyof T]: Promise<T[K]>;
  },
): Promise<T> {
  const settled = await Promise.allSettled(parts);
  // A part that two others wait for fails once.
  const reasons = [...new Set(settled.flatMap((part) => (part.status === "rejected" ? [part.reason] : [])))];
  const bug = reasons.find((reason) => !(reason instanceof InvalidInputError));
  if (bug !== undefined) throw bug;
  if (reasons.length > 0) {
    throw new InvalidInputError(
      reasons.flatMap((reason) => (reason instanceof InvalidInputError ? reason.problems : [])),
    );
  }
  return Promise.all(parts) as Promise<unknown> as Promise<T>; // the mapped tuple survives Promise.all; its type does not
}
