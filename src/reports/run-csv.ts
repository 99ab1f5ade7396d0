import { stringify } from "csv-stringify/sync";
import type { SummaryRow } from "../contracts/run.ts";
import { isGraded, type Trial } from "../contracts/trial.ts";
import { printableLine } from "./printable.ts";

export type Cell = string | number | boolean | null;

const TRIAL_COLUMNS_BEFORE_SCORES = [
  "scenario_id",
  "prompt_id",
  "model_id",
  "language",
  "repeat",
  "outcome",
  "provenance",
  "passed",
  "headline",
  "severity",
];
const TRIAL_COLUMNS_AFTER_SCORES = [
  "gates",
  "latency_ms",
  "input_tokens",
  "cached_input_tokens",
  "output_tokens",
  "cost_usd",
  "recording_key",
  "problem",
];

/** The first line of `trials.csv`. A scorer's column is `score:<id>`: ids such as "language" are also keys. */
export function trialCsvHeader(scorerIds: readonly string[]): string {
  return csvLine([...TRIAL_COLUMNS_BEFORE_SCORES, ...scoreHeads(scorerIds), ...TRIAL_COLUMNS_AFTER_SCORES]);
}

/**
 * One trial as a line of `trials.csv`. What is unknown is an empty cell; a trial that was not graded has
 * not passed, so that the mean of `passed` is the pass rate.
 */
export function trialCsvRow(trial: Trial, scorerIds: readonly string[]): string {
  const graded = isGraded(trial) ? trial : null;
  const valueById = new Map(graded?.scores.map(({ scorerId, value }) => [scorerId, value]));
  return csvLine([
    trial.scenarioId,
    trial.promptId,
    trial.modelId,
    trial.language,
    trial.repeat,
    trial.outcome,
    graded?.provenance ?? null,
    graded?.passed ?? false,
    graded?.headline ?? null,
    trial.outcome === "scored" ? trial.severity : null,
    ...scorerIds.map((id) => valueById.get(id) ?? null),
    graded?.gateFailures.map(({ gate }) => gate).join(" ") ?? null,
    graded?.measured.latencyMs ?? null,
    graded?.measured.inputTokens ?? null,
    graded?.measured.cachedInputTokens ?? null,
    graded?.measured.outputTokens ?? null,
    graded?.measured.costUsd ?? null,
    graded?.recordingKey ?? null,
    problemOf(trial),
  ]);
}

/** `trials.csv` line by line, its header first, for trials of any number. */
export function* trialsCsv(trials: Iterable<Trial>, scorerIds: readonly string[]): Generator<string> {
  yield trialCsvHeader(scorerIds);
  for (const trial of trials) yield trialCsvRow(trial, scorerIds);
}

const PROVENANCES = ["live", "imported", "authored", "simulated"] as const;

/** All of `summary.csv`: one line per prompt × model × language. */
export function summaryCsv(rows: readonly SummaryRow[], scorerIds: readonly string[]): string {
  const header = [
    ...["prompt_id", "model_id", "language", "planned", "graded", "missing", "pass_rate", "headline"],
    ...scoreHeads(scorerIds),
    ...["calibration_hypotheses", "calibration_error"],
    ...["gate_failures", "latency_p50_ms", "latency_p95_ms", "input_tokens", "output_tokens", "cost_usd"],
    ...PROVENANCES.map((provenance) => `${provenance}_trials`),
  ];
  return [header, ...rows.map((row) => summaryCells(row, scorerIds))].map(csvLine).join("");
}

function summaryCells(row: SummaryRow, scorerIds: readonly string[]): Cell[] {
  return [
    ...[row.promptId, row.modelId, row.language, row.planned, row.graded, row.missing],
    ...[row.passRate, row.headline],
    ...scorerIds.map((id) => row.scores[id] ?? null),
    ...[row.calibration?.hypotheses ?? null, row.calibration?.error ?? null],
    ...[row.gateFailures, row.latencyP50Ms, row.latencyP95Ms, row.inputTokens, row.outputTokens, row.costUsd],
    ...PROVENANCES.map((provenance) => row.provenance[provenance] ?? 0),
  ];
}

function scoreHeads(scorerIds: readonly string[]): string[] {
  return scorerIds.map((id) => `score:${id}`);
}

function problemOf(trial: Trial): string | null {
  switch (trial.outcome) {
    case "scored":
      return null;
    case "unreadable":
      return trial.problems.join("; ");
    case "model-failed":
      return `${trial.code}: ${trial.problem}`;
    case "not-recorded":
      return trial.problem;
  }
}

/** One record with its line break. Text that a spreadsheet would run as a formula gets a leading quote. */
export function csvLine(cells: readonly Cell[]): string {
  const safe = cells.map((cell) => (typeof cell === "string" ? printableLine(cell) : cell));
  return stringify([safe], { escape_formulas: true, cast: { boolean: String } });
}
