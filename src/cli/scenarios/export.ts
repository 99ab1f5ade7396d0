import { resolve } from "node:path";
import { Command } from "commander";
import { formatCount } from "../../reports/format-figures.ts";
import { renderScenarioCsv } from "../../scenarios/csv/render-scenario-csv.ts";
import { loadScenarios } from "../../scenarios/load-scenarios.ts";
import { writeWholeFile } from "../../shared/write-files.ts";
import { type CliContext, projectPaths } from "../context.ts";
import { pickScenarios } from "./pick-scenarios.ts";

const EXAMPLE = `
The columns are those of import, and hold all of a scenario but comments. Left out, because a table has no place for
planted lines: twins.

Example: one scenario as a table, to be edited as a start for others
  npm run scenarios -- export payment-pool-exhaustion --out scenarios.csv`;

/** `scenarios export`: scenarios as a table that `import` reads. */
export function exportSubcommand(context: CliContext): Command {
  return new Command("export")
    .description("Write scenarios as CSV.")
    .argument("[ids...]", "only these scenarios (default: all)")
    .option("--out <file>", "the file to write (default: standard output)")
    .addHelpText("after", EXAMPLE)
    .action((ids: string[], flags: { out?: string }) => runExport(ids, flags, context));
}

async function runExport(ids: readonly string[], { out }: { out?: string }, context: CliContext) {
  const library = await loadScenarios(projectPaths(context).scenarios);
  const chosen = ids.length === 0 ? [...library.values()] : pickScenarios(library, ids);
  const text = renderScenarioCsv(chosen);
  if (out === undefined) context.stdout(text);
  else {
    const path = resolve(context.userFolder, out);
    await writeWholeFile({ path, text });
    context.stderr(`Written to ${path}\n`);
  }
  const twins = chosen.filter(({ twinOf }) => twinOf !== undefined);
  if (twins.length > 0) {
    const names = twins.map(({ id }) => id).join(", ");
    context.stderr(
      `Left out, since a table has no place for planted lines: ${formatCount(twins.length, "twin")} (${names})\n`,
    );
  }
}
