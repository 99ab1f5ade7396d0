import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Prompt, promptMetadataSchema } from "../contracts/prompt.ts";
import { type InputProblem, InvalidInputError, systemErrorCode } from "../shared/errors.ts";
import { type ReadResult, readYaml, unwrapAll } from "../shared/read-yaml.ts";
import { stableHash } from "../shared/stable-hash.ts";

/** A folder beside the versions: prompts of those who grade, not of those who triage. */
const JUDGE_FOLDER = "judge";

/**
 * Every prompt version of a folder, by id, oldest first: `<folder>/<version>/{prompt.yaml, system.md, user.md}`.
 *
 * @throws InvalidInputError with all problems of all versions at once.
 */
export async function loadPrompts(folder: string): Promise<ReadonlyMap<string, Prompt>> {
  const ids = await listVersions(folder);
  const prompts = unwrapAll(await Promise.all(ids.map((id) => readPrompt(folder, id))));
  return new Map(prompts.map((prompt) => [prompt.id, prompt]));
}

/** The newest version of the judge's prompt: `<folder>/judge/<version>/`, laid out like any other. */
export async function loadJudgePrompt(folder: string): Promise<Prompt> {
  const versions = [...(await loadPrompts(join(folder, JUDGE_FOLDER))).values()];
  const newest = versions.at(-1);
  if (newest !== undefined) return newest;
  throw new InvalidInputError({
    problem: "there is no prompt for a judge",
    at: join(folder, JUDGE_FOLDER),
    expected: "a folder per version, such as v1",
  });
}

/** v10 comes after v9. */
const byVersion = new Intl.Collator("en", { numeric: true });

async function listVersions(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && entry.name !== JUDGE_FOLDER)
      .map((entry) => entry.name)
      .sort(byVersion.compare);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    throw new InvalidInputError({
      problem: `the prompts folder cannot be read (${code})`,
      at: folder,
      expected: "a folder with one folder per prompt version",
    });
  }
}

async function readPrompt(folder: string, id: string): Promise<ReadResult<Prompt>> {
  const path = (file: string) => join(folder, id, file);
  const metadata = await readYaml(path("prompt.yaml"), promptMetadataSchema, `prompt "${id}"`);
  const system = await readTemplate(path("system.md"), id);
  const user = await readTemplate(path("user.md"), id);
  if (!metadata.ok || typeof system !== "string" || typeof user !== "string") {
    const templateProblems = [system, user].filter((template) => typeof template !== "string");
    return { ok: false, problems: [...(metadata.ok ? [] : metadata.problems), ...templateProblems] };
  }
  const content = { ...metadata.value, system, user };
  return { ok: true, value: { id, ...content, hash: stableHash(content) } };
}

async function readTemplate(path: string, id: string): Promise<string | InputProblem> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    return {
      problem: `prompt "${id}" has no readable template (${code})`,
      at: path,
      expected: "a Nunjucks template",
    };
  }
}
