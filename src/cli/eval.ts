import { Command, Option } from "commander";
import { modeSchema } from "../contracts/run.ts";
import { renderResults } from "../reports/render-results.ts";
import { renderResultsJson } from "../reports/render-results-json.ts";
import { createCostGuard } from "../runs/cost-guard.ts";
import type { CliCommand, CliContext } from "./context.ts";
import { EXIT } from "./exit-codes.ts";
import { watchInterrupts } from "./interrupts.ts";
import { commaList, dollars, languageList, positiveInteger } from "./options.ts";
import { type EvalFlags, prepareEval } from "./prepare-eval.ts";
import { runPrepared } from "./run-prepared.ts";

const EXAMPLE = `
Example: compare two prompt versions on one scenario, in English, calling what is not recorded yet
  npm run eval -- --prompts v1,v2 --scenarios payment-pool-exhaustion --languages en --mode auto`;

/** `eval`: run a suite, print the tables, write a run. */
export function evalCommand(context: CliContext): CliCommand {
  let exitCode: number = EXIT.done;
  const command = new Command("npm run eval --")
    .description(
      "Run a suite: collect the replies that are missing, grade all of them, print the tables, write a run.",
    )
    .option("--suite <name>", "a suite of evals/", "smoke")
    .option("--scenarios <ids>", "only these scenarios", commaList)
    .option("--prompts <ids>", "only these prompt versions", commaList)
    .option("--models <ids>", "only these models of evals/models.yaml", commaList)
    .option("--languages <list>", "en, zh or both", languageList)
    .option("--repeats <n>", "times each cell is asked", positiveInteger)
    .addOption(
      new Option(
        "--mode <mode>",
        "replay never calls, auto calls what is missing, record calls everything again (default: auto where a key is set)",
      ).choices(modeSchema.options),
    )
    .option("--max-cost <usd>", "never spend more than this", dollars)
    .option(
      "--judge <model>",
      "let another model read what code cannot decide; its word weighs nothing in the headline",
    )
    .option("--results <folder>", "where recordings and runs are kept (default: results)")
    .option("--json", "print the results as JSON")
    .addHelpText("after", EXAMPLE)
    .action(async (flags: EvalFlags) => {
      exitCode = await runEval(flags, context);
    });
  return { command, exitCode: () => exitCode };
}

async function runEval(flags: EvalFlags, context: CliContext): Promise<number> {
  const prepared = await prepareEval(flags, context);
  const costGuard = createCostGuard(flags.maxCost ?? null);
  const interrupts = watchInterrupts(context);
  const { results, path, missing, isStopped } = await runPrepared(prepared, {
    context,
    costGuard,
    interrupts,
    resultsFolder: flags.results,
  });
  context.stdout(flags.json ? renderResultsJson(results) : renderResults(results, context.display));
  context.stderr(closingWords({ path, isStopped, missing, planned: prepared.cells.length }));
  if (isStopped) return EXIT.interrupted;
  return missing > 0 ? EXIT.outside : EXIT.done;
}

function closingWords(end: { path: string; isStopped: boolean; missing: number; planned: number }): string {
  const lines = [`Run written to ${end.path}`];
  if (end.missing > 0) lines.push(`${end.missing} of ${end.planned} trials have no reply.`);
  if (end.isStopped) {
    lines.push("Stopped. What was paid for is recorded: run the same command again to go on from there.");
  }
  return `${lines.join("\n")}\n`;
}
