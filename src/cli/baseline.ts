import { Command } from "commander";
import { summariseFigures } from "../compare/summarise-figures.ts";
import { renderBaseline } from "../reports/render-baseline.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { listBaselines, loadBaseline } from "../store/baseline.ts";
import { staleReasons } from "../store/stale-baseline.ts";
import { type ApproveFlags, approveRun } from "./approve-run.ts";
import { type CliCommand, type CliContext, projectPaths } from "./context.ts";
import { EXIT } from "./exit-codes.ts";
import { LATEST } from "./find-run.ts";
import { gradedToday } from "./graded-today.ts";
import { loadLibrary } from "./load-library.ts";

const EXAMPLE = `
Example: make the latest run's v2 what later prompts are compared with, then look at it
  npm run baseline -- approve ${LATEST}@v2
  npm run baseline -- show smoke`;

interface ShowFlags {
  readonly json?: boolean;
  readonly results?: string;
}

/** `baseline approve` and `baseline show`: the approved figures that a changed prompt is held against. */
export function baselineCommand(context: CliContext): CliCommand {
  const command = new Command("npm run baseline --")
    .description("Look after the approved figures, which are committed with the prompts.")
    .addHelpText("after", EXAMPLE);
  const add = (name: string, description: string) =>
    command
      .command(name)
      .description(description)
      .option("--results <folder>", "where runs and baselines are kept (default: results)")
      .addHelpText("after", EXAMPLE)
      .exitOverride()
      .configureOutput({ outputError: () => {} });
  add("approve", "Write a whole run's figures as the baseline of its suite, and say what that changes.")
    .argument("<run>", `a run's id or folder, or "${LATEST}"; run@prompt for one prompt of it`)
    .option("--suite <name>", "the suite it is the baseline of (default: the run's own)")
    .option("--dry-run", "say what would change and write nothing")
    .action((run: string, flags: ApproveFlags) => approveRun(run, { flags, context }));
  add("show", "Print certificate and figures, and whether they are stale.")
    .argument("[suite]", "one baseline (default: all)")
    .option("--json", "print as JSON")
    .action((suite: string | undefined, flags: ShowFlags) => showBaselines(suite, { flags, context }));
  return { command, exitCode: () => EXIT.done };
}

async function showBaselines(
  suite: string | undefined,
  { flags, context }: { flags: ShowFlags; context: CliContext },
): Promise<void> {
  const paths = projectPaths(context, flags.results);
  const names = suite === undefined ? await listBaselines(paths.baselines) : [suite];
  if (names.length === 0) throw nothingApproved(paths.baselines);
  const library = await loadLibrary(paths);
  const views = [];
  for (const name of names) {
    const { certificate, trials } = await loadBaseline(paths.baselines, name);
    const stale = staleReasons(certificate, await gradedToday(library, paths)(certificate));
    views.push({ certificate, rows: summariseFigures(trials), stale });
  }
  context.stdout(
    flags.json
      ? `${JSON.stringify(views, null, 2)}\n`
      : views.map((view) => renderBaseline(view, context.display)).join("\n"),
  );
}

function nothingApproved(folder: string): InvalidInputError {
  return new InvalidInputError({
    problem: "no baseline is approved yet",
    at: folder,
    fix: `npm run baseline -- approve ${LATEST}`,
  });
}
