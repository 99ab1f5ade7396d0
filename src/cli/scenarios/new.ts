import { join } from "node:path";
import { Command } from "commander";
import { scenarioSchema } from "../../contracts/scenario.ts";
import { loadScenarios } from "../../scenarios/load-scenarios.ts";
import { scenarioTemplate } from "../../scenarios/scenario-template.ts";
import { InvalidInputError } from "../../shared/errors.ts";
import { schemaProblems } from "../../shared/schema-problems.ts";
import { writeNewFiles } from "../../shared/write-files.ts";
import { type CliContext, projectPaths } from "../context.ts";

const EXAMPLE = `
Example: begin a scenario, and see whether it is fair so far
  npm run scenarios -- new stale-feature-file
  npm run scenarios -- lint stale-feature-file`;

/** `scenarios new`: a commented file to write over. */
export function newSubcommand(context: CliContext): Command {
  return new Command("new")
    .description("Write a commented scenario file whose sample loads and lints clean. Never overwrites.")
    .argument("<id>", "lower-case words joined by hyphens; the name of the file")
    .addHelpText("after", EXAMPLE)
    .action((id: string) => runNew(id, context));
}

async function runNew(id: string, context: CliContext): Promise<void> {
  const folder = projectPaths(context).scenarios;
  const parsed = scenarioSchema.shape.id.safeParse(id, { reportInput: true });
  if (!parsed.success) throw new InvalidInputError(schemaProblems(parsed.error, "the id", () => "<id>"));
  const path = join(folder, `${id}.yaml`);
  if ((await loadScenarios(folder)).has(id)) {
    throw new InvalidInputError({
      problem: `scenario "${id}" is there already`,
      at: path,
      fix: "choose another id, or edit that file",
    });
  }
  await writeNewFiles([{ path, text: scenarioTemplate(id) }]);
  context.stdout(`Written to ${path}\n`);
}
