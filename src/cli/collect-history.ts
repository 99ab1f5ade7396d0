import { join } from "node:path";
import { traceHistory } from "../compare/trace-history.ts";
import type { HistoryEntry, HistoryFilters, PastSummary } from "../contracts/history.ts";
import type { HistoryView } from "../reports/history-view.ts";
import { type InputProblem, InvalidInputError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { gradingFingerprint } from "../store/previous-run.ts";
import { listRuns, loadManifest } from "../store/run-folder.ts";
import { loadSummary } from "../store/run-summary.ts";

/**
 * How the stored runs stand over time. Reads one after the other and keeps the entries of the newest `limit` alone.
 *
 * @throws InvalidInputError for a filter that no run can match.
 */
export async function collectHistory(
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
