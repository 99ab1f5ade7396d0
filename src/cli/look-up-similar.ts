import type { Language } from "../contracts/language.ts";
import type { SimilarLookup } from "../contracts/past-incident.ts";
import type { MemoryPlace } from "../incidents/open-incident-memory.ts";
import { originOfText, originsOfScenario } from "../incidents/origins.ts";
import { OutsideError } from "../shared/errors.ts";
import type { Incident } from "./find-incident.ts";
import { isUnused } from "./incident-place.ts";

/**
 * Past incidents like one being triaged: a scenario by its title and symptoms, a pasted one by its text. Never
 * itself, its twins or a report about it. What stands in the way is part of the answer: a triage report does not
 * fail for it.
 */
export async function lookUpSimilar(
  { scenario, text }: Incident,
  { language, place }: { language: Language; place: MemoryPlace },
): Promise<SimilarLookup> {
  if (await isUnused(place)) return { outcome: "searched", total: 0, hits: [] };
  try {
    const { openIncidentMemory } = await import("../incidents/open-incident-memory.ts");
    const memory = await openIncidentMemory(place);
    try {
      const hits = await memory.search(scenario === null ? text : queryOf(scenario, language), {
        excludeOrigins: scenario === null ? [originOfText(text)] : originsOfScenario(scenario),
      });
      return { outcome: "searched", total: await memory.count(), hits };
    } finally {
      await memory.close();
    }
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return { outcome: "unavailable", reason: error.message };
  }
}

function queryOf({ title, symptoms }: NonNullable<Incident["scenario"]>, language: Language): string {
  return `${title[language] ?? title.en}\n${symptoms[language] ?? symptoms.en}`;
}
