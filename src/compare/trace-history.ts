import type { HistoryEntry, PastSummary, Regression, SummaryFigures } from "../contracts/history.ts";
import { GATE_FAILURES, HEADLINE, metricsFor, PASS } from "./metrics.ts";

/**
 * Takes runs from the oldest to the newest, and says of each row of theirs how it stands against the last
 * comparable run that had it. Keeps one row per series and way of grading, so that memory does not grow with the runs.
 */
export function traceHistory() {
  const last = new Map<string, { readonly runId: string; readonly row: SummaryFigures }>();
  return {
    add({ rows, ...run }: PastSummary): HistoryEntry[] {
      return rows.map((row) => {
        const series = JSON.stringify([run.grading, row.promptId, row.modelId, row.language]);
        const before = last.get(series);
        last.set(series, { runId: run.runId, row });
        return {
          ...row,
          ...run,
          comparedWith: before?.runId ?? null,
          regressions: before === undefined ? [] : regressionsOf(before.row, row),
        };
      });
    },
  };
}

function regressionsOf(before: SummaryFigures, after: SummaryFigures): Regression[] {
  const hasSameTrials = before.graded === after.graded;
  return [
    lost(HEADLINE, before.headline, after.headline),
    lost(PASS, before.passRate, after.passRate),
    // No further hard failure is tolerated, as a gate tolerates none.
    grown(GATE_FAILURES, gatesPerTrial(before), gatesPerTrial(after), 1),
    grown("latency", before.latencyP50Ms, after.latencyP50Ms),
    // A sum: it says nothing of trials that only one of the runs has.
    hasSameTrials ? grown("cost", before.costUsd, after.costUsd) : null,
  ].filter((regression) => regression !== null);
}

function gatesPerTrial({ gateFailures, graded }: SummaryFigures): number | null {
  return graded === 0 ? null : gateFailures / graded;
}

type Id = Regression["metric"];

function lost(metric: Id, before: number | null, after: number | null): Regression | null {
  if (before === null || after === null) return null;
  return before - after > toleranceOf(metric) ? { metric, before, after } : null;
}

function grown(
  metric: Id,
  before: number | null,
  after: number | null,
  tolerated = toleranceOf(metric),
): Regression | null {
  if (before === null || after === null) return null;
  return after > before * tolerated ? { metric, before, after } : null;
}

const TOLERANCES = new Map(metricsFor([]).map(({ id, tolerance }) => [id, tolerance]));

function toleranceOf(metric: Id): number {
  return TOLERANCES.get(metric) ?? 0;
}
