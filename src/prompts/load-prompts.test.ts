import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { InvalidInputError } from "../shared/errors.ts";
import { loadPrompts } from "./load-prompts.ts";

const PROMPTS = join(import.meta.dirname, "../../prompts");

async function copyWithVersions(...versions: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "firedrill-prompts-"));
  await Promise.all(
    versions.map((version) => cp(join(PROMPTS, "v1"), join(folder, version), { recursive: true })),
  );
  return folder;
}

it("loads the versions that come with the project", async () => {
  const prompts = await loadPrompts(PROMPTS);
  expect([...prompts.keys()]).toEqual(["v1", "v2"]);
  expect(prompts.get("v1")?.hash).not.toBe(prompts.get("v2")?.hash);
});

it("puts v10 after v9, so that the last one is the newest", async () => {
  const prompts = await loadPrompts(await copyWithVersions("v10", "v9", "v2"));
  expect([...prompts.keys()]).toEqual(["v2", "v9", "v10"]);
});

it("changes a prompt's hash with any of its texts", async () => {
  const folder = await copyWithVersions("v1");
  const before = (await loadPrompts(folder)).get("v1")?.hash;
  await writeFile(join(folder, "v1", "user.md"), "{{ incident }}");
  expect((await loadPrompts(folder)).get("v1")?.hash).not.toBe(before);
});

it("tells what is missing or wrong in every version at once", async () => {
  const folder = await copyWithVersions("v1", "v2", "v3");
  await rm(join(folder, "v1", "system.md"));
  await writeFile(
    join(folder, "v2", "prompt.yaml"),
    "label: x\nchanged: y\nparameters: { temperature: 9 }\n",
  );
  const error = await loadPrompts(folder).catch((reason: unknown) => reason);
  if (!(error instanceof InvalidInputError)) throw new Error(`expected InvalidInputError, got ${error}`);
  expect(error.problems).toMatchObject([
    { problem: expect.stringContaining('prompt "v1"'), at: expect.stringMatching(/v1\/system\.md$/) },
    { at: expect.stringMatching(/v2\/prompt\.yaml:3, parameters\.temperature$/), expected: "at most 2" },
  ]);
});
