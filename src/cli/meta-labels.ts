import { Command } from "commander";
import type { CliContext } from "./context.ts";
import type { LabelsFlags } from "./run-meta-labels.ts";

const EXAMPLE = `
Example: label some trials in the browser, then see how far you and the graders agree
  npm run view
  npm run meta -- labels`;

/** `meta labels`: how far the graders agree with the people who reviewed runs. */
export function metaLabelsCommand(context: CliContext): Command {
  return new Command("labels")
    .description("Compare what reviewers said of runs with what the graders say today.")
    .option("--results <folder>", "where labels and recordings are kept (default: results)")
    .option("--json", "print the same as JSON")
    .addHelpText("after", EXAMPLE)
    .action(async (flags: LabelsFlags) =>
      (await import("./run-meta-labels.ts")).runMetaLabels(flags, context),
    );
}
