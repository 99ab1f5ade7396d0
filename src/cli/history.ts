import { join } from "node:path";
import { Command, Option } from "commander";
import { traceHistory } from "../compare/trace-history.ts";
import type { HistoryEntry, HistoryFilters, PastSummary } from "../contracts/history.ts";
import type { HistoryView } from "../reports/history-view.ts";
import { renderHistory, renderHistoryCsv, renderHistoryJson } from "../reports/render-history.ts";
import { type InputProblem, InvalidInputError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { gradingFingerprint } from "../store/previous-run.ts";
import { listRuns, loadManifest } from "../store/run-folder.ts";
import { loadSummary } from "../store/run-summary.ts";
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

/** Reads one run after the other and keeps the entries of the newest `limit` alone. */
async function collectHistory(
  folder: string,
  { limit, ...filters }: HistoryFilters & { readonly limit: number },
): Promise<HistoryView> {
  const history = traceHistory();
  const passedOver: HistoryView["passedOver"][number][] = [];
  const known = createKnownNames();
  const shown: HistoryEntry[][] = [];
  for (const runId of await listRuns(folder)) {
    const run = await readRun(folder, runId);
    if ("reason" in run) {
      passedOver.push(run);
      continue;
    }
    known.add(run);
    // A filtered row has no part in any other row's past, so that filtering first changes nothing.
    const entries = history.add(filtered(run, filters));
    if (entries.length === 0) continue;
    shown.push(entries);
    if (shown.length > limit) shown.shift();
  }
  known.assertKnown(filters);
  return { entries: shown.flat(), passedOver };
}

async function readRun(
  folder: string,
  runId: string,
): Promise<PastSummary | { runId: string; reason: string }> {
  try {
    const path = join(folder, runId);
    const manifest = await loadManifest(path);
    if (manifest.finishedAt === null) return { runId, reason: "it was cut short, or is still being written" };
    return {
      runId: manifest.id,
      startedAt: manifest.startedAt,
      suiteId: manifest.suite.id,
      grading: gradingFingerprint(manifest),
      rows: await loadSummary(path),
    };
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const [problem] = error.problems;
    return { runId, reason: `${problem?.problem ?? ""} (${problem?.at ?? ""}: ${problem?.received ?? ""})` };
  }
}

function filtered(run: PastSummary, { suite, prompts, models, languages }: HistoryFilters): PastSummary {
  if (suite !== undefined && run.suiteId !== suite) return { ...run, rows: [] };
  const rows = run.rows.filter(
    ({ promptId, modelId, language }) =>
      (prompts?.includes(promptId) ?? true) &&
      (models?.includes(modelId) ?? true) &&
      (languages?.includes(language) ?? true),
  );
  return { ...run, rows };
}

/** What the runs name, so that a filter that none of them can match is told apart from an empty past. */
function createKnownNames() {
  const [suites, prompts, models] = [new Set<string>(), new Set<string>(), new Set<string>()];
  return {
    add({ suiteId, rows }: PastSummary): void {
      suites.add(suiteId);
      for (const { promptId, modelId } of rows) {
        prompts.add(promptId);
        models.add(modelId);
      }
    },
    assertKnown(filters: HistoryFilters): void {
      if (suites.size === 0) return;
      const unknown = (kind: string, asked: readonly string[] = [], names: ReadonlySet<string>) =>
        asked.filter((name) => !names.has(name)).map((name) => unknownName(kind, name, [...names].sort()));
      const problems: InputProblem[] = [
        ...unknown("run of suite", filters.suite === undefined ? [] : [filters.suite], suites),
        ...unknown("run with prompt", filters.prompts, prompts),
        ...unknown("run with model", filters.models, models),
      ];
      if (problems.length > 0) throw new InvalidInputError(problems);
    },
  };
}

function noRuns(folder: string): InvalidInputError {
  return new InvalidInputError({
    problem: "no finished run is there to show",
    at: folder,
    expected: "at least one run that the filters leave",
    fix: "npm run eval",
  });
}
