import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadSuite } from "../runs/load-suite.ts";
import { loadLibrary } from "./load-library.ts";

const ROOT = join(import.meta.dirname, "../..");
const files = (await readdir(join(ROOT, "evals"))).filter((file) => file !== "models.yaml");

it.each(files)("evals/%s names prompts and models that are there", async (file) => {
  const suite = await loadSuite(join(ROOT, "evals", file));
  const { prompts, models } = await loadLibrary({
    scenarios: join(ROOT, "scenarios"),
    prompts: join(ROOT, "prompts"),
    models: join(ROOT, "evals/models.yaml"),
  });
  expect([...prompts.keys()]).toEqual(expect.arrayContaining(suite.prompts));
  expect([...models.keys()]).toEqual(expect.arrayContaining(suite.models));
});
