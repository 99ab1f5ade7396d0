import { join } from "node:path";
import { Command } from "commander";
import { renderScenarioCard, withGeneratedPart } from "../../reports/render-scenario-card.ts";
import { librarySpread } from "../../scenarios/library-spread.ts";
import { loadScenarios } from "../../scenarios/load-scenarios.ts";
import { InvalidInputError } from "../../shared/errors.ts";
import { readText } from "../../shared/read-yaml.ts";
import { writeWholeFile } from "../../shared/write-files.ts";
import { type CliContext, projectPaths } from "../context.ts";

const EXAMPLE = `
Example: after adding a scenario
  npm run scenarios -- card --write`;

/** `scenarios card`: is the data card, scenarios/README.md, up to date? */
export function cardSubcommand(context: CliContext): Command {
  return new Command("card")
    .description("Check the tables of scenarios/README.md against the scenarios, or write them.")
    .option("--write", "write them")
    .addHelpText("after", EXAMPLE)
    .action((flags: { write?: boolean }) => runCard(flags, context));
}

async function runCard({ write = false }: { write?: boolean }, context: CliContext): Promise<void> {
  const folder = projectPaths(context).scenarios;
  const path = join(folder, "README.md");
  const scenarios = [...(await loadScenarios(folder)).values()];
  const card = await readText(path, "the data card");
  if (typeof card !== "string") throw new InvalidInputError(card);

  const fresh = withGeneratedPart(card, renderScenarioCard(scenarios, librarySpread(scenarios)));
  if (fresh === null) {
    throw new InvalidInputError({
      problem: "the data card has no place for its tables",
      at: path,
      expected: "the two comment lines between which they are written",
      fix: "take them from the card's history",
    });
  }
  if (fresh === card) context.stdout(`${path} is up to date\n`);
  else if (write) {
    await writeWholeFile({ path, text: fresh });
    context.stdout(`Written to ${path}\n`);
  } else {
    throw new InvalidInputError({
      problem: "the data card does not say what the scenarios are now",
      at: path,
      fix: "npm run scenarios -- card --write",
    });
  }
}
