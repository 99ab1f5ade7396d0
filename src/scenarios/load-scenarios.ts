import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Scenario, scenarioSchema, type TwinFile, twinFileSchema } from "../contracts/scenario.ts";
import { InvalidInputError, systemErrorCode } from "../shared/errors.ts";
import { parseYaml, type ReadResult, readText, unwrapAll } from "../shared/read-yaml.ts";
import { renderPath } from "../shared/schema-problems.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { plantLines } from "./plant-lines.ts";
import { referenceProblems } from "./reference-problems.ts";

const EXTENSION = ".yaml";

/**
 * Every scenario of a folder, by id, in the order of their ids. A file with `twinOf` repeats another
 * scenario with lines planted in its text.
 *
 * @throws InvalidInputError with all problems of all files at once.
 */
export async function loadScenarios(folder: string): Promise<ReadonlyMap<string, Scenario>> {
  const files = await listScenarioFiles(folder);
  const read = await Promise.all(files.map((file) => readScenarioFile(join(folder, file))));
  const originals = new Map(
    read.flatMap((file) => (file.ok && !isTwin(file.value) ? [[file.value.id, file.value]] : [])),
  );
  // Where an original could not be read, its own problem is told and not that it is missing.
  const unreadable = files
    .filter((_, index) => read[index]?.ok === false)
    .map((file) => basename(file, EXTENSION));
  const scenarios = read.flatMap((file, index): ReadResult<Scenario>[] => {
    if (!file.ok) return [file];
    if (!isTwin(file.value)) return [{ ok: true, value: file.value }];
    const original = originals.get(file.value.twinOf);
    const path = join(folder, files[index] ?? "");
    if (original !== undefined) return [plantLines(file.value, original, path)];
    if (unreadable.includes(file.value.twinOf)) return [];
    const problem = unknownName("scenario", file.value.twinOf, [...originals.keys()]);
    return [{ ok: false, problems: [{ ...problem, at: `${path}, twinOf` }] }];
  });
  return new Map(unwrapAll(scenarios).map((scenario) => [scenario.id, scenario]));
}

type ScenarioFile = Scenario | TwinFile;

function isTwin(file: ScenarioFile): file is TwinFile {
  return "plant" in file;
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

async function readScenarioFile(path: string): Promise<ReadResult<ScenarioFile>> {
  const id = basename(path, EXTENSION);
  const what = `scenario "${id}"`;
  const text = await readText(path, what);
  if (typeof text !== "string") return { ok: false, problems: [text] };
  const isTwinText = /^plant:/m.test(text);
  const result: ReadResult<ScenarioFile> = isTwinText
    ? parseYaml(text, { path, what, schema: twinFileSchema })
    : parseYaml(text, { path, what, schema: scenarioSchema });
  if (!result.ok) return result;
  const problems = [
    ...idProblems(result.value, { id, path }),
    ...(isTwin(result.value)
      ? []
      : referenceProblems(result.value, (field) => `${path}, ${renderPath(field)}`)),
  ];
  return problems.length === 0 ? result : { ok: false, problems };
}

/** The file's name is the id, which also makes ids unique. */
function idProblems(scenario: ScenarioFile, { id, path }: { id: string; path: string }) {
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
