import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openIncidentMemory } from "../incidents/open-incident-memory.ts";
import { answerQueries } from "../meta/similarity/answer-queries.ts";
import { measureSimilarity } from "../meta/similarity/measure-similarity.ts";
import { renderSimilarity } from "../meta/similarity/render-similarity.ts";
import { loadScenarios } from "../scenarios/load-scenarios.ts";
import { type CliContext, projectPaths } from "./context.ts";

/** `meta similarity`: how well similar incidents are found, on labelled queries and a memory of its own. */
export async function printSimilarity(context: CliContext): Promise<void> {
  const folder = projectPaths(context).scenarios;
  const scenarios = await loadScenarios(folder);
  const place = await mkdtemp(join(tmpdir(), "firedrill-similarity-"));
  const memory = await openIncidentMemory({ url: null, folder: place });
  try {
    const answers = await answerQueries(memory, { folder, scenarios });
    context.stdout(renderSimilarity(measureSimilarity(answers), context.display));
  } finally {
    await memory.close();
    await rm(place, { recursive: true, force: true });
  }
}
