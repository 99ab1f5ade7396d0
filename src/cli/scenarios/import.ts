import { join, resolve } from "node:path";
import { Command } from "commander";
import type { Scenario } from "../../contracts/scenario.ts";
import { formatCount } from "../../reports/format-figures.ts";
import { printable } from "../../reports/printable.ts";
import { parseScenarioCsv } from "../../scenarios/csv/parse-scenario-csv.ts";
import { SCENARIO_COLUMNS } from "../../scenarios/csv/scenario-columns.ts";
import { loadScenarios } from "../../scenarios/load-scenarios.ts";
import { renderScenarioYaml } from "../../scenarios/render-scenario-yaml.ts";
import { type InputProblem, InvalidInputError } from "../../shared/errors.ts";
import { readText } from "../../shared/read-yaml.ts";
import { writeNewFiles } from "../../shared/write-files.ts";
import { type CliContext, projectPaths } from "../context.ts";

const EXAMPLE = `
Columns (* must be there):
${SCENARIO_COLUMNS.map(({ name, means, isRequired }) => `  ${`${name}${isRequired ? "*" : ""}`.padEnd(23)}${means}`).join("\n")}

In lists, \\n, \\|, \\= and \\\\ stand for a line break, a bar, an equals sign and a backslash.

Example: see what a table would add, then add it
  npm run scenarios -- import incidents.csv --dry-run
  npm run scenarios -- import incidents.csv`;

interface ImportFlags {
  readonly dryRun?: boolean;
  readonly onlyValid?: boolean;
}

/** `scenarios import`: a table of scenarios as files, all of them or none. */
export function importSubcommand(context: CliContext): Command {
  return new Command("import")
    .description("Write a scenario file for every row of a CSV table: all rows, or none.")
    .argument("<csv>", "the table; `export` writes one with the same columns")
    .option("--dry-run", "show what would be written, and write nothing")
    .option("--only-valid", "leave out the rows that are wrong, and tell them")
    .addHelpText("after", EXAMPLE)
    .action((file: string, flags: ImportFlags) => runImport(file, flags, context));
}

async function runImport(file: string, flags: ImportFlags, context: CliContext): Promise<void> {
  const folder = projectPaths(context).scenarios;
  const library = await loadScenarios(folder);
  const path = resolve(context.userFolder, file);
  const text = await readText(path, "the table");
  if (typeof text !== "string") throw new InvalidInputError(text);

  const { problems: fileProblems, rows } = parseScenarioCsv(text, { path, existing: [...library.keys()] });
  const rowProblems = rows.flatMap((row) => (row.ok ? [] : row.problems));
  const scenarios = rows.flatMap((row) => (row.ok ? [row.value] : []));
  assertUsable({ fileProblems, rowProblems, scenarios, path, isLenient: flags.onlyValid ?? false });
  if (rowProblems.length > 0) context.stderr(`${printable(new InvalidInputError(rowProblems).message)}\n\n`);

  const files = scenarios.map((scenario) => ({
    path: join(folder, `${scenario.id}.yaml`),
    text: renderScenarioYaml(scenario),
  }));
  if (flags.dryRun) {
    for (const one of files) context.stdout(`# ${one.path}\n${printable(one.text)}\n`);
  } else await writeNewFiles(files);
  context.stderr(closingWords(scenarios, rows.length - scenarios.length, flags));
}

function assertUsable(read: {
  fileProblems: readonly InputProblem[];
  rowProblems: readonly InputProblem[];
  scenarios: readonly Scenario[];
  path: string;
  isLenient: boolean;
}): void {
  const { fileProblems, rowProblems, scenarios, path, isLenient } = read;
  if (fileProblems.length > 0) throw new InvalidInputError(fileProblems);
  if (rowProblems.length > 0 && (!isLenient || scenarios.length === 0))
    throw new InvalidInputError(rowProblems);
  if (scenarios.length === 0) {
    throw new InvalidInputError({
      problem: "the table has no rows",
      at: path,
      expected: "one row per scenario",
    });
  }
}

function closingWords(scenarios: readonly Scenario[], leftOut: number, { dryRun }: ImportFlags): string {
  const ids = scenarios.map(({ id }) => id);
  const lines = [
    `${formatCount(ids.length, "scenario")} ${dryRun ? "would be written" : "written"}: ${ids.join(", ")}`,
    ...(leftOut > 0 ? [`${formatCount(leftOut, "row")} left out`] : []),
    ...(dryRun ? [] : [`Now prove them fair: npm run scenarios -- lint ${ids.join(" ")}`]),
  ];
  return `${lines.join("\n")}\n`;
}
