import type { SimilarIncident } from "../contracts/past-incident.ts";
import type { Suite } from "../contracts/suite.ts";
import { type MemoryPlace, openIncidentMemory } from "../incidents/open-incident-memory.ts";
import { originsOfScenario } from "../incidents/origins.ts";
import { showsSimilar } from "../prompts/render-prompt.ts";
import { incidentText, type Matrix } from "../runs/plan-run.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { stableHash } from "../shared/stable-hash.ts";
import { isUnused } from "./incident-place.ts";

/**
 * The matrix of a suite that shows past incidents to its prompts, with those of every scenario and language looked
 * up: by the incident text, which is all a model may know, and never the scenario itself or its twins.
 *
 * @throws InvalidInputError when a prompt has no place for them, OutsideError when the memory cannot be read.
 */
export async function showSimilar(
  suite: Suite,
  matrix: Matrix,
  place: MemoryPlace,
): Promise<{ matrix: Matrix; shown: { limit: number; hash: string } }> {
  assertShown(suite, matrix);
  if (await isUnused(place)) {
    throw new InvalidInputError({
      problem: `suite "${suite.id}" shows similar incidents, and none are stored`,
      at: `evals/${suite.id}.yaml, similar`,
      fix: "npm run incidents -- import <file>",
    });
  }
  const texts = new Map<string, string>();
  const memory = await openIncidentMemory(place);
  try {
    for (const scenario of matrix.scenarios) {
      for (const language of matrix.languages) {
        const hits = await memory.search(incidentText(scenario, language), {
          excludeOrigins: originsOfScenario(scenario),
          limit: suite.similar,
        });
        texts.set(`${scenario.id} ${language}`, hits.map(describeHit).join("\n\n") || "none");
      }
    }
  } finally {
    await memory.close();
  }
  return {
    matrix: { ...matrix, similarTo: ({ id }, language) => texts.get(`${id} ${language}`) ?? "none" },
    shown: { limit: suite.similar, hash: stableHash(Object.fromEntries(texts)) },
  };
}

function assertShown({ id, similar }: Suite, { prompts }: Matrix): void {
  const deaf = prompts.filter((prompt) => !showsSimilar(prompt));
  if (deaf.length === 0) return;
  throw new InvalidInputError(
    deaf.map((prompt) => ({
      problem: `suite "${id}" shows similar incidents, and prompt "${prompt.id}" has no place for them`,
      at: `evals/${id}.yaml, similar`,
      expected: "a template with {{ similar }} between two lines that hold {{ similarFence }}",
      received: `similar: ${similar}`,
      fix: `add them in a new prompt version, or leave ${prompt.id} out`,
    })),
  );
}

function describeHit({ title, service, severity, startedAt, symptoms, rootCause }: SimilarIncident): string {
  return [
    `${startedAt} · ${service} · ${severity ?? "severity unknown"}`,
    `title: ${title}`,
    `symptoms: ${symptoms}`,
    `root cause then: ${rootCause ?? "unknown"}`,
  ].join("\n");
}
