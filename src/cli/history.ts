import { Command, Option } from "commander";
import type { HistoryFilters } from "../contracts/history.ts";
import { renderHistory, renderHistoryCsv, renderHistoryJson } from "../reports/render-history.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { collectHistory } from "./collect-history.ts";
import { type CliCommand, type CliContext, projectPaths } from "./context.ts";
import { EXIT } from "./exit-codes.ts";
import { commaList, languageList, positiveInteger } from "./options.ts";

const EXAMPLE = `
Example: how v2 has done in the last ten runs of the core suite, in Chinese
  npm run history -- --suite core --prompts v2 --languages zh --limit 10`;

const DEFAULT_LIMIT = 20;

interface HistoryFlags extends HistoryFilters {
  readonly limit: number;
  readonly csv?: boolean;
  readonly json?: boolean;
  readonly results?: string;
}

/** `history`: how prompts have done over time. */
export function historyCommand(context: CliContext): CliCommand {
  const command = new Command("npm run history --")
    .description("Scores, cost and latency of the stored runs over time, with what got worse.")
    .option("--suite <name>", "only runs of this suite")
    .option("--prompts <ids>", "only these prompt versions", commaList)
    .option("--models <ids>", "only these models", commaList)
    .option("--languages <list>", "en, zh or both", languageList)
    .option("--limit <n>", "the newest runs to show", positiveInteger, DEFAULT_LIMIT)
    .addOption(new Option("--csv", "print as CSV").conflicts("json"))
    .option("--json", "print as JSON")
    .option("--results <folder>", "where runs are kept (default: results)")
    .addHelpText("after", EXAMPLE)
    .action((flags: HistoryFlags) => runHistory(flags, context));
  return { command, exitCode: () => EXIT.done };
}

async function runHistory(flags: HistoryFlags, context: CliContext): Promise<void> {
  const { runs } = projectPaths(context, flags.results);
  const view = await collectHistory(runs, flags);
  for (const { runId, reason } of view.passedOver) context.stderr(`Passed over: ${runId}, ${reason}\n`);
  if (view.entries.length === 0) throw noRuns(runs);
  const render = flags.json ? renderHistoryJson : flags.csv ? renderHistoryCsv : null;
  context.stdout(render === null ? renderHistory(view, context.display) : render(view));
}

function noRuns(folder: string): InvalidInputError {
  return new InvalidInputError({
    problem: "no finished run is there to show",
    at: folder,
    expected: "at least one run that the filters leave",
    fix: "npm run eval",
  });
}
