import { Command } from "commander";
import type { CliCommand, CliContext } from "./context.ts";
import { EXIT } from "./exit-codes.ts";
import { cardSubcommand } from "./scenarios/card.ts";
import { exportSubcommand } from "./scenarios/export.ts";
import { importSubcommand } from "./scenarios/import.ts";
import { lintSubcommand } from "./scenarios/lint.ts";
import { listSubcommand } from "./scenarios/list.ts";
import { newSubcommand } from "./scenarios/new.ts";
import { showSubcommand } from "./scenarios/show.ts";

const SUBCOMMANDS = [
  lintSubcommand,
  listSubcommand,
  showSubcommand,
  newSubcommand,
  importSubcommand,
  exportSubcommand,
  cardSubcommand,
];

const EXAMPLE = `
Example: prove that every scenario is fair, then see what the library is made of
  npm run scenarios -- lint
  npm run scenarios -- list`;

/** `scenarios`: look after the fixtures. Each sub-command has a file of its own. */
export function scenariosCommand(context: CliContext): CliCommand {
  let exitCode: number = EXIT.done;
  const command = new Command("npm run scenarios --")
    .description("Look after the scenarios.")
    .addHelpText("after", EXAMPLE);
  for (const build of SUBCOMMANDS) {
    const subcommand = build(context, (code) => {
      exitCode = code;
    });
    command.addCommand(subcommand.exitOverride().configureOutput({ outputError: () => {} }));
  }
  return { command, exitCode: () => exitCode };
}
