import { join } from "node:path";
import type { Scenario } from "../../contracts/scenario.ts";
import { importIncidents } from "../../incidents/import-incidents.ts";
import type { IncidentMemory } from "../../incidents/incident-memory.ts";
import { incidentOfScenario } from "../../incidents/make-incident.ts";
import { readIncidentFile } from "../../incidents/read-incident-file.ts";
import { InvalidInputError } from "../../shared/errors.ts";
import { LABELLED_QUERIES } from "./labelled-queries.ts";
import type { Answer } from "./measure-similarity.ts";

const EXAMPLE_FILE = "past-incidents.example.csv";

/**
 * Fills an empty memory with the example file and the scenarios that queries are labelled with, and asks it every
 * labelled query. Other scenarios stay out: nobody has said for which queries they are relevant.
 */
export async function answerQueries(
  memory: IncidentMemory,
  { folder, scenarios }: { folder: string; scenarios: ReadonlyMap<string, Scenario> },
): Promise<Answer[]> {
  const { problems } = await importIncidents(readIncidentFile(join(folder, EXAMPLE_FILE)), memory);
  if (problems.length > 0) throw new InvalidInputError(problems);
  const named = new Set(LABELLED_QUERIES.flatMap(({ relevant }) => relevant));
  const labelled = [...scenarios.values()].filter(({ id }) => named.has(`scenario:${id}`));
  await memory.save(labelled.map(incidentOfScenario));
  const answers: Answer[] = [];
  for (const query of LABELLED_QUERIES) answers.push({ query, hits: await memory.search(query.text) });
  return answers;
}
