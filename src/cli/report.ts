import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Command, Option } from "commander";
import { isGraded, type Trial } from "../contracts/trial.ts";
import type { Recordings } from "../models/recordings.ts";
import { type ExportedTrial, exportRun } from "../promptfoo/export-run.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { loadRun } from "../store/run-folder.ts";
import { type CliCommand, type CliContext, projectPaths } from "./context.ts";
import { EXIT } from "./exit-codes.ts";
import { openForReplay } from "./open-recordings-for.ts";
import { writeOut } from "./write-out.ts";

const EXAMPLE = `
Example: look at the latest run in promptfoo's viewer
  npm run report -- latest --format promptfoo --out run.json
  npx promptfoo import run.json && npx promptfoo view`;

const LATEST = "latest";

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
  const run = await loadRun(await findRun(name, { runsFolder: paths.runs, userFolder: context.userFolder }));
  const recordings = await openForReplay(paths.recordings, context);
  const trials: ExportedTrial[] = [];
  for await (const trial of run.trials()) {
    trials.push({ trial, recording: await gradedRecording(trial, recordings) });
  }
  await recordings.close();

  const text = `${JSON.stringify(exportRun(run.manifest, trials), null, 2)}\n`;
  await writeOut(flags.out, text, context);
}

/** The path of a run given as an id, a folder or "latest". */
async function findRun(
  name: string,
  { runsFolder, userFolder }: { runsFolder: string; userFolder: string },
): Promise<string> {
  if (/[\\/]/.test(name) || name === ".") return resolve(userFolder, name);
  const entries = await readdir(runsFolder, { withFileTypes: true }).catch(() => []);
  const ids = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const id = name === LATEST ? ids.at(-1) : ids.find((known) => known === name);
  if (id !== undefined) return join(runsFolder, id);
  throw new InvalidInputError({
    ...unknownName("run", name, ids),
    at: runsFolder,
    ...(ids.length === 0 ? { fix: "npm run eval" } : {}),
  });
}

/** A key can be recorded again; what came later is not what this trial was graded from. */
async function gradedRecording(trial: Trial, recordings: Recordings) {
  if (!isGraded(trial)) return null;
  const recording = await recordings.find(trial.recordingKey);
  return recording?.recordedAt === trial.recordedAt ? recording : null;
}
