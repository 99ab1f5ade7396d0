import type { Language } from "../contracts/language.ts";
import type { SimilarLookup } from "../contracts/past-incident.ts";
import type { IncidentMemory } from "../incidents/incident-memory.ts";
import type { MemoryPlace } from "../incidents/open-incident-memory.ts";
import { originOfText, originsOfScenario } from "../incidents/origins.ts";
import { OutsideError } from "../shared/errors.ts";
import type { Incident } from "./find-incident.ts";
import { isUnused } from "./incident-place.ts";

type SimilarQuery = Pick<Incident, "scenario" | "text">;

/**
 * Past incidents like one being triaged: a scenario by its title and symptoms, a pasted one by its text. Never
 * itself, its twins or a report about it. What stands in the way is part of the answer: a triage report does not
 * fail for it.
 */
export async function lookUpSimilar(
  incident: SimilarQuery,
  { language, place }: { language: Language; place: MemoryPlace },
): Promise<SimilarLookup> {
  return createSimilarLookups(place)(incident, language);
}

/** The same for many: while several are under way they share one opened memory, which takes a second to open. */
export function createSimilarLookups(
  place: MemoryPlace,
): (incident: SimilarQuery, language: Language) => Promise<SimilarLookup> {
  const withMemory = shareMemory(place);
  return async (incident, language) => {
    if (await isUnused(place)) return { outcome: "searched", total: 0, hits: [] };
    try {
      return await withMemory((memory) => searchMemory(memory, incident, language));
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error;
      return { outcome: "unavailable", reason: error.message };
    }
  };
}

/** Opens the memory for the first who needs it, and closes it after the last: other processes wait for an embedded one. */
function shareMemory(place: MemoryPlace) {
  let users = 0;
  let opened: Promise<IncidentMemory> | null = null;
  let closed: Promise<void> = Promise.resolve();
  return async <T>(work: (memory: IncidentMemory) => Promise<T>): Promise<T> => {
    users += 1;
    opened ??= closed.then(() => openMemory(place));
    const memory = opened;
    try {
      return await work(await memory);
    } finally {
      users -= 1;
      if (users === 0) {
        opened = null;
        closed = memory.then((open) => open.close()).catch(() => {}); // one that did not open needs no closing
        await closed;
      }
    }
  };
}

async function openMemory(place: MemoryPlace): Promise<IncidentMemory> {
  const { openIncidentMemory } = await import("../incidents/open-incident-memory.ts");
  return openIncidentMemory(place);
}

async function searchMemory(
  memory: IncidentMemory,
  { scenario, text }: SimilarQuery,
  language: Language,
): Promise<SimilarLookup> {
  const hits = await memory.search(scenario === null ? text : queryOf(scenario, language), {
    excludeOrigins: scenario === null ? [originOfText(text)] : originsOfScenario(scenario),
  });
  return { outcome: "searched", total: await memory.count(), hits };
}

function queryOf({ title, symptoms }: NonNullable<SimilarQuery["scenario"]>, language: Language): string {
  return `${title[language] ?? title.en}\n${symptoms[language] ?? symptoms.en}`;
}
