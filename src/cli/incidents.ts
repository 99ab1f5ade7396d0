import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Command } from "commander";
import type { IncidentMemory, StoredIncident } from "../incidents/incident-memory.ts";
import { InvalidInputError, systemErrorCode } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { type CliCommand, type CliContext, projectPaths } from "./context.ts";
import { EXIT } from "./exit-codes.ts";
import { incidentPlace, isUnused } from "./incident-place.ts";
import { fraction, instant, positiveInteger } from "./options.ts";

const EXAMPLE = `
Example: fill the memory, then ask it
  npm run incidents -- import scenarios/past-incidents.example.csv
  npm run incidents -- search "database connections exhausted" --since 2025-01-01

Past incidents are kept in results/incidents (embedded PostgreSQL, one process at a time), or on the
PostgreSQL server that DATABASE_URL names.`;

interface PlaceFlags {
  readonly results?: string;
}

interface ListFlags extends PlaceFlags {
  readonly service?: string;
  readonly since?: string;
  readonly limit?: number;
  readonly json?: true;
}

interface SearchFlags extends ListFlags {
  readonly min?: number;
}

/** `incidents`: the memory behind "Similar past incidents". */
export function incidentsCommand(context: CliContext): CliCommand {
  let exitCode: number = EXIT.done;
  const command = new Command("npm run incidents --")
    .description('Look after the memory behind "Similar past incidents".')
    .addHelpText("after", EXAMPLE);
  const sub = (name: string, description: string) =>
    command
      .command(name)
      .description(description)
      .option("--results <folder>", "where the memory is kept (default: results)")
      .exitOverride()
      .configureOutput({ outputError: () => {} });
  sub(
    "import",
    "Add past incidents from a file. Adding one twice changes nothing; a changed one is replaced.",
  )
    .argument("<file>", "CSV with a header line, or JSON Lines; UTF-8")
    .action(async (file: string, flags: PlaceFlags) => {
      exitCode = await importFile(file, flags, context);
    });
  sub("add", "Add a scenario of the library or a saved triage report (--format json), labelled as such.")
    .argument("<scenario or file>", "a scenario's id, or a JSON file that triage wrote")
    .action((what: string, flags: PlaceFlags) => addOne(what, flags, context));
  listOptions(sub("list", "Past incidents, the latest first.")).action((flags: ListFlags) =>
    listAll(flags, context),
  );
  listOptions(sub("search", "Past incidents like a text, the most similar first."))
    .argument("<text>")
    .option("--min <similarity>", "show nothing below this, 0 to 1 (default: 0.2)", fraction)
    .action((text: string, flags: SearchFlags) => searchFor(text, flags, context));
  sub("remove", "Forget a past incident.")
    .argument("<id>")
    .action((id: string, flags: PlaceFlags) => removeOne(id, flags, context));
  return { command, exitCode: () => exitCode };
}

function listOptions(command: Command): Command {
  return command
    .option("--service <name>", "only this service")
    .option("--since <day or instant>", "only what started then or later", instant)
    .option("--limit <n>", "show at most so many", positiveInteger)
    .option("--json", "print as JSON");
}

async function importFile(file: string, flags: PlaceFlags, context: CliContext): Promise<number> {
  const [{ readIncidentFile }, { importIncidents }] = await Promise.all([
    import("../incidents/read-incident-file.ts"),
    import("../incidents/import-incidents.ts"),
  ]);
  const outcome = await withMemory(flags, context, (memory) =>
    importIncidents(readIncidentFile(resolve(context.userFolder, file)), memory),
  );
  const { added, updated, unchanged, rejected, problems } = outcome;
  context.stdout(`${added} added, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected\n`);
  if (rejected === 0) return EXIT.done;
  context.stderr(`${new InvalidInputError(problems).message}\n`);
  return EXIT.badInput;
}

async function addOne(what: string, flags: PlaceFlags, context: CliContext): Promise<void> {
  const stored = await makeIncident(what, context);
  const { added, updated } = await withMemory(flags, context, (memory) => memory.save([stored]));
  const { id, kind } = stored.incident;
  const done = added > 0 ? "added" : updated > 0 ? "updated" : "already there";
  context.stdout(`${done}: ${id} (${kind})\n`);
}

async function makeIncident(what: string, context: CliContext): Promise<StoredIncident> {
  const [{ loadScenarios }, { incidentOfScenario, incidentOfTriage }] = await Promise.all([
    import("../scenarios/load-scenarios.ts"),
    import("../incidents/make-incident.ts"),
  ]);
  const scenarios = await loadScenarios(projectPaths(context).scenarios);
  const scenario = scenarios.get(what);
  if (scenario !== undefined) return incidentOfScenario(scenario);
  const path = resolve(context.userFolder, what);
  try {
    const text = await readFile(path, "utf8");
    return incidentOfTriage(text, { path, scenarios: scenarios.values(), now: context.now() });
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    throw new InvalidInputError({
      ...unknownName("scenario", what, [...scenarios.keys()]),
      problem: `there is no scenario "${what}", and no readable file (${code})`,
    });
  }
}

async function listAll({ json, ...flags }: ListFlags, context: CliContext): Promise<void> {
  const [{ renderIncidents }, { terminalSafeJson }] = await Promise.all([
    import("../reports/render-incidents.ts"),
    import("../reports/render-triage-json.ts"),
  ]);
  const incidents = await ifUsed(flags, context, (memory) => memory.list(flags));
  if (json === true) context.stdout(`${terminalSafeJson(incidents)}\n`);
  else context.stdout(incidents.length === 0 ? "none\n" : renderIncidents(incidents, context.display));
}

async function searchFor(text: string, { json, ...flags }: SearchFlags, context: CliContext): Promise<void> {
  const [{ renderHits }, { terminalSafeJson }] = await Promise.all([
    import("../reports/render-incidents.ts"),
    import("../reports/render-triage-json.ts"),
  ]);
  const hits = await ifUsed(flags, context, (memory) => memory.search(text, flags));
  if (json === true) context.stdout(`${terminalSafeJson(hits)}\n`);
  else context.stdout(hits.length === 0 ? "none found\n" : renderHits(hits, context.display));
}

async function removeOne(id: string, flags: PlaceFlags, context: CliContext): Promise<void> {
  const found = await ifUsed(flags, context, async (memory) => ((await memory.remove(id)) ? [id] : []));
  if (found.length === 0) {
    throw new InvalidInputError({
      problem: `there is no past incident "${id}"`,
      fix: "npm run incidents -- list",
    });
  }
  context.stdout(`removed: ${id}\n`);
}

/** Reading makes no memory where there is none: it finds nothing. */
async function ifUsed<T>(
  flags: PlaceFlags,
  context: CliContext,
  work: (memory: IncidentMemory) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  if (await isUnused(incidentPlace(context, flags.results))) {
    context.stderr("No past incidents are stored yet: npm run incidents -- import <file>\n");
    return [];
  }
  return withMemory(flags, context, work);
}

async function withMemory<T>(
  { results }: PlaceFlags,
  context: CliContext,
  work: (memory: IncidentMemory) => Promise<T>,
): Promise<T> {
  const { openIncidentMemory } = await import("../incidents/open-incident-memory.ts");
  const memory = await openIncidentMemory(incidentPlace(context, results));
  try {
    return await work(memory);
  } finally {
    await memory.close();
  }
}
