import { basename, resolve } from "node:path";
import { Command, Option } from "commander";
import { isGraded } from "../contracts/trial.ts";
import { type ExportedTrial, exportRun } from "../promptfoo/export-run.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { loadRun } from "../store/run-folder.ts";
import { buildPage } from "../viewer/build-page.ts";
import { writeReportFile } from "../viewer/write-report-file.ts";
import { type CliCommand, type CliContext, projectPaths } from "./context.ts";
import { EXIT } from "./exit-codes.ts";
import { findRun, LATEST } from "./find-run.ts";
import { openForReplay } from "./open-recordings-for.ts";
import { openReview } from "./open-review.ts";
import { tellOfTornTrial } from "./tell-of-torn-trial.ts";
import { writeOut } from "./write-out.ts";

const EXAMPLE = `
Example: send somebody the latest run as one file that opens in any browser
  npm run report -- latest --out report.html

Example: look at the latest run in promptfoo's viewer
  npm run report -- latest --format promptfoo --out run.json
  npx promptfoo import run.json && npx promptfoo view`;

const FORMATS = ["html", "promptfoo"] as const;

interface ReportFlags {
  readonly format?: (typeof FORMATS)[number];
  readonly out?: string;
  readonly results?: string;
}

/** `report`: a stored run as one HTML file, or in another tool's format. */
export function reportCommand(context: CliContext): CliCommand {
  const command = new Command("npm run report --")
    .description("Write a stored run as one HTML file to read and send, or in another tool's format.")
    .argument("<run>", `a run's id or folder, or "${LATEST}"`)
    .addOption(
      new Option(
        "--format <format>",
        "html: the pages of `view` in one file · promptfoo: a file for `promptfoo import` (default: html where --out ends in .html, else promptfoo)",
      ).choices(FORMATS),
    )
    .option("--out <file>", "the file to write (default: standard output, for promptfoo alone)")
    .option("--results <folder>", "where recordings and runs are kept (default: results)")
    .addHelpText("after", EXAMPLE)
    .action((run: string, flags: ReportFlags) => runReport(run, flags, context));
  return { command, exitCode: () => EXIT.done };
}

async function runReport(name: string, flags: ReportFlags, context: CliContext): Promise<void> {
  const isPage = flags.out !== undefined && /\.html?$/i.test(flags.out);
  switch (flags.format ?? (isPage ? "html" : "promptfoo")) {
    case "html":
      return writePage(name, flags, context);
    case "promptfoo":
      return writePromptfoo(name, flags, context);
  }
}

async function writePage(name: string, { out, results }: ReportFlags, context: CliContext): Promise<void> {
  if (out === undefined) {
    throw new InvalidInputError({
      problem: "a page is written to a file",
      at: "--out",
      expected: "the name of the file",
      received: "nothing",
      fix: "--out report.html",
    });
  }
  const path = resolve(context.userFolder, out);
  const { runs: runsFolder } = projectPaths(context, results);
  const runPath = await findRun(name, { runsFolder, userFolder: context.userFolder });
  const { source, close } = await openReview({ runPath, results, context });
  try {
    await writeReportFile(source, { path, runId: basename(runPath), page: await buildPage() });
  } finally {
    await close();
  }
  context.stderr(`Written to ${path}\n`);
}

async function writePromptfoo(
  name: string,
  { out, results }: ReportFlags,
  context: CliContext,
): Promise<void> {
  const paths = projectPaths(context, results);
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
  await writeOut(out, text, context);
}
