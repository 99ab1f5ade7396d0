import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Scenario, scenarioSchema } from "../contracts/scenario.ts";
import { InvalidInputError, systemErrorCode } from "../shared/errors.ts";
import { type ReadResult, readYaml, unwrapAll } from "../shared/read-yaml.ts";

const EXTENSION = ".yaml";

/**
 * Every scenario of a folder, by id, in the order of their ids.
 *
 * @throws InvalidInputError with all problems of all files at once.
 */
export async function loadScenarios(folder: string): Promise<ReadonlyMap<string, Scenario>> {
  const files = await listScenarioFiles(folder);
  const scenarios = unwrapAll(await Promise.all(files.map((file) => readScenario(join(folder, file)))));
  return new Map(scenarios.map((scenario) => [scenario.id, scenario]));
}

async function listScenarioFiles(folder: string): Promise<string[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    throw new InvalidInputError({
      problem: `the scenarios folder cannot be read (${code})`,
      at: folder,
      expected: "a folder of <id>.yaml files",
    });
  }
  return names.filter((name) => name.endsWith(EXTENSION)).sort();
}

async function readScenario(path: string): Promise<ReadResult<Scenario>> {
  const id = basename(path, EXTENSION);
  const result = await readYaml(path, scenarioSchema, `scenario "${id}"`);
  if (!result.ok) return result;
  const problems = [...idProblems(result.value, { id, path }), ...referenceProblems(result.value, path)];
  return problems.length === 0 ? result : { ok: false, problems };
}

/** The file's name is the id, which also makes ids unique. */
function idProblems(scenario: Scenario, { id, path }: { id: string; path: string }) {
  if (scenario.id === id) return [];
  return [
    {
      problem: `scenario "${id}" calls itself something else`,
      at: `${path}, id`,
      expected: id,
      received: scenario.id,
      fix: `write "id: ${id}", or rename the file to ${scenario.id}${EXTENSION}`,
    },
  ];
}

/** What the schema cannot see: ids that must exist elsewhere in the same file. */
function referenceProblems({ id, expected }: Scenario, path: string) {
  const facts = expected.rootCause.facts.map((fact) => fact.id);
  const unknownFacts = expected.rootCause.accept.flatMap((clause, index) =>
    clause.all
      .filter((fact) => !facts.includes(fact))
      .map((fact) => ({
        problem: `scenario "${id}" accepts a root cause by a fact that is not defined`,
        at: `${path}, expected.rootCause.accept[${index}].all`,
        expected: facts.join(", "),
        received: fact,
      })),
  );
  if (expected.acceptable.includes(expected.severity)) return unknownFacts;
  return [
    ...unknownFacts,
    {
      problem: `scenario "${id}" does not accept its own severity`,
      at: `${path}, expected.acceptable`,
      expected: `a list with ${expected.severity}`,
      received: expected.acceptable.join(", "),
      fix: `add ${expected.severity}`,
    },
  ];
}
