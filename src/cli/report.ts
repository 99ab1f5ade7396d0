import { Command, Option } from "commander";
import { isGraded } from "../contracts/trial.ts";
import { type ExportedTrial, exportRun } from "../promptfoo/export-run.ts";
import { loadRun } from "../store/run-folder.ts";
import { type CliCommand, type CliContext, projectPaths } from "./context.ts";
import { EXIT } from "./exit-codes.ts";
import { findRun, LATEST } from "./find-run.ts";
import { openForReplay } from "./open-recordings-for.ts";
import { tellOfTornTrial } from "./tell-of-torn-trial.ts";
import { writeOut } from "./write-out.ts";

const EXAMPLE = `
Example: look at the latest run in promptfoo's viewer
  npm run report -- latest --format promptfoo --out run.json
  npx promptfoo import run.json && npx promptfoo view`;

interface ReportFlags {
  readonly out?: string;
  readonly results?: string;
}

/** `report`: a stored run in another format. */
export function reportCommand(context: CliContext): CliCommand {
  const command = new Command("npm run report --")
    .description("Write a stored run in another format.")
    .argument("<run>", `a run's id or folder, or "${LATEST}"`)
    .addOption(
      new Option("--format <format>", "promptfoo: a file for `promptfoo import`")
        .choices(["promptfoo"])
        .default("promptfoo"),
    )
    .option("--out <file>", "the file to write (default: standard output)")
    .option("--results <folder>", "where recordings and runs are kept (default: results)")
    .addHelpText("after", EXAMPLE)
    .action((run: string, flags: ReportFlags) => runReport(run, flags, context));
  return { command, exitCode: () => EXIT.done };
}

async function runReport(name: string, flags: ReportFlags, context: CliContext): Promise<void> {
  const paths = projectPaths(context, flags.results);
  const run = await loadRun(await findRun(name, { runsFolder: paths.runs, userFolder: context.userFolder }), {
    onTornLine: tellOfTornTrial(context),
  });
  const recordings = await openForReplay(paths.recordings, context);
  const trials: ExportedTrial[] = [];
  for await (const trial of run.trials()) {
    const recording = isGraded(trial)
      ? await recordings.findRecordedAt(trial.recordingKey, trial.recordedAt)
      : null;
    trials.push({ trial, recording });
  }
  await recordings.close();

  const text = `${JSON.stringify(exportRun(run.manifest, trials), null, 2)}\n`;
  await writeOut(flags.out, text, context);
}
