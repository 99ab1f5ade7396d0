import { Command, Option } from "commander";
import { modeSchema } from "../contracts/run.ts";
import { renderResults } from "../reports/render-results.ts";
import { renderResultsJson } from "../reports/render-results-json.ts";
import { createCostGuard } from "../runs/cost-guard.ts";
import type { CliCommand, CliContext } from "./context.ts";
import { EXIT } from "./exit-codes.ts";
import { watchInterrupts } from "./interrupts.ts";
import { commaList, dollars, languageList, nonNegative, positiveInteger } from "./options.ts";
import { prepareEval } from "./prepare-eval.ts";
import { runPrepared } from "./run-prepared.ts";
import { assertNoSequentialFlags, type UntilDecidedFlags } from "./until-decided-plan.ts";

const EXAMPLE = `
Example: compare two prompt versions on one scenario, in English, calling what is not recorded yet
  npm run eval -- --prompts v1,v2 --scenarios payment-pool-exhaustion --languages en --mode auto

Example: ask two prompt versions only until it is clear whether the second loses more than 3 points, for $5 at most
  npm run eval -- --suite core --until-decided --prompts v1,v2 --max-cost 5`;

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
    .option("--until-decided", "compare two prompts block by block, and stop as soon as it is decided")
    .option("--max-repeats <n>", "with --until-decided: the most blocks (default: 10)", positiveInteger)
    .option("--metric <id>", "with --until-decided: headline, pass, score:<scorer>, … (default: headline)")
    .option(
      "--tolerance <loss>",
      "with --until-decided: the largest loss that passes, in the metric's unit (default: the suite's)",
      nonNegative,
    )
    .option("--no-futility", "with --until-decided: go on where a verdict is out of reach")
    .option("--results <folder>", "where recordings and runs are kept (default: results)")
    .option("--json", "print the results as JSON")
    .addHelpText("after", EXAMPLE)
    .action(async (flags: UntilDecidedFlags) => {
      exitCode = await (flags.untilDecided === true ? runUntilDecided : runEval)(flags, context);
    });
  return { command, exitCode: () => exitCode };
}

async function runUntilDecided(flags: UntilDecidedFlags, context: CliContext): Promise<number> {
  const { runEvalUntilDecided } = await import("./eval-until-decided.ts");
  return runEvalUntilDecided(flags, context);
}

async function runEval(flags: UntilDecidedFlags, context: CliContext): Promise<number> {
  assertNoSequentialFlags(flags);
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
