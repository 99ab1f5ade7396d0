import { Command } from "commander";
import { createContext } from "./cli/context.ts";
import { EXIT, exitCodeFor } from "./cli/exit-codes.ts";
import { InvalidInputError } from "./shared/errors.ts";
import { unknownName } from "./shared/unknown-name.ts";

/** One line per command. A command's file is loaded only when it is the one asked for. */
const commands = {
  eval: async () => (await import("./cli/eval.ts")).evalCommand,
  triage: async () => (await import("./cli/triage.ts")).triageCommand,
  score: async () => (await import("./cli/score.ts")).scoreCommand,
  compare: async () => (await import("./cli/compare.ts")).compareCommand,
  baseline: async () => (await import("./cli/baseline.ts")).baselineCommand,
  history: async () => (await import("./cli/history.ts")).historyCommand,
  gate: async () => (await import("./cli/gate.ts")).gateCommand,
  view: async () => (await import("./cli/view.ts")).viewCommand,
  report: async () => (await import("./cli/report.ts")).reportCommand,
  scenarios: async () => (await import("./cli/scenarios.ts")).scenariosCommand,
  incidents: async () => (await import("./cli/incidents.ts")).incidentsCommand,
  recordings: async () => (await import("./cli/recordings.ts")).recordingsCommand,
  meta: async () => (await import("./cli/meta.ts")).metaCommand,
};

const OVERVIEW = `
Commands (npm run <command> -- --help shows one worked example each):
  eval         run a suite of scenarios across prompts, models and languages, and grade every reply
  triage       one full triage report for a scenario, a file or standard input
  score        grade stored replies again: what moved, and why a trial has its scores
  compare      two prompts, two runs, or a run and a baseline: which is better, and how sure that is
  baseline     approve a run as what later ones are compared with, or show what was approved
  history      scores, cost and latency over time, with regressions
  gate         decide whether a changed prompt may ship, against its suite's baseline
  view         read runs in the browser, and label what their scorers said
  report       write a stored run as one HTML file, or in promptfoo's format
  scenarios    lint, list, show, write, import and export the scenarios
  incidents    the memory behind "Similar past incidents": import, add, list, search, remove
  recordings   add replies captured elsewhere to the recordings
  meta         measure the measurers: graders against labelled replies, known defects and reviewers' labels

Exit codes: 0 done, gate go · 1 gate no-go · 4 gate inconclusive · 2 wrong input · 3 a model or the disk failed, or cells are missing · 70 a bug · 130 stopped by Ctrl-C`;

async function main(argv: readonly string[]): Promise<number> {
  const context = createContext(process);
  const program = new Command("firedrill")
    .description("Fire drills for the prompts that triage production incidents.")
    .addHelpText("after", OVERVIEW)
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  try {
    const [name = "", ...rest] = argv;
    if (name === "" || name.startsWith("-")) {
      await program.parseAsync(argv, { from: "user" });
      program.outputHelp();
      return EXIT.badInput;
    }
    if (!Object.hasOwn(commands, name))
      throw new InvalidInputError(unknownName("command", name, Object.keys(commands)));
    // Object.hasOwn has just proved that name is a key.
    const build = await commands[name as keyof typeof commands]();
    const run = build(context);
    run.command.exitOverride().configureOutput({ outputError: () => {} });
    await run.command.parseAsync(rest, { from: "user" });
    return run.exitCode();
  } catch (error) {
    return exitCodeFor(error, context);
  }
}

process.exitCode = await main(process.argv.slice(2));
