import type { TrialRow } from "../contracts/review.ts";
import { keyOfTrial, type TrialKey } from "../contracts/trial.ts";
import { mean } from "../statistics/mean.ts";
import type { RunView } from "./run-view.ts";
import { isGradedRow, scoreOf, scorerIn } from "./trial-row.ts";

export interface HeatMap {
  /** In order of appearance. */
  readonly columns: readonly HeatColumn[];
  /** In order of appearance; a line has one cell per column, null where no trial stands. */
  readonly lines: readonly { readonly scenarioId: string; readonly cells: readonly (HeatCell | null)[] }[];
}

export type HeatColumn = Pick<TrialKey, "promptId" | "modelId" | "language">;

export interface HeatCell {
  /** 0 to 100: mean headline, share of all trials that passed, or mean score; null where nothing was graded or scored. */
  readonly value: number | null;
  readonly trials: number;
  readonly graded: number;
  readonly passed: number;
  readonly gateFailures: number;
  /** The trial to open: one that failed before one that passed, then the lowest of what is shown. */
  readonly worst: TrialKey;
}

/** Scenarios against prompt × model × language: where a run is strong and where it is weak. */
export function heatMap(rows: readonly TrialRow[], heat: RunView["heat"]): HeatMap {
  const columnByName = new Map(rows.map((row) => [columnName(row), columnOf(row)]));
  const lines = [...Map.groupBy(rows, ({ scenarioId }) => scenarioId)].map(([scenarioId, ofScenario]) => {
    const rowsByColumn = Map.groupBy(ofScenario, columnName);
    const cells = [...columnByName.keys()].map((name) => cellOf(rowsByColumn.get(name) ?? [], heat));
    return { scenarioId, cells };
  });
  return { columns: [...columnByName.values()], lines };
}

function columnOf({ promptId, modelId, language }: TrialRow): HeatColumn {
  return { promptId, modelId, language };
}

function columnName(row: TrialRow): string {
  return JSON.stringify(columnOf(row));
}

function cellOf(rows: readonly TrialRow[], heat: RunView["heat"]): HeatCell | null {
  const graded = rows.filter(isGradedRow);
  const passed = graded.filter((row) => row.passed).length;
  const worst = worstOf(rows, heat);
  if (worst === null) return null;
  return {
    value: cellValue(rows, heat),
    trials: rows.length,
    graded: graded.length,
    passed,
    gateFailures: graded.reduce((total, { gates }) => total + gates.length, 0),
    worst: keyOfTrial(worst),
  };
}

/** A trial that was not graded has not passed; it has no headline and no score. */
function cellValue(rows: readonly TrialRow[], heat: RunView["heat"]): number | null {
  if (heat === "pass" && !rows.some(isGradedRow)) return null;
  return mean(rows.map((row) => shown(row, heat)).filter((value) => value !== null));
}

/** What one trial adds to a cell, 0 to 100. */
function shown(row: TrialRow, heat: RunView["heat"]): number | null {
  if (heat === "pass") return row.passed ? 100 : 0;
  if (heat === "headline") return row.headline;
  const score = scoreOf(row, scorerIn(heat) ?? "");
  return score === null ? null : 100 * score;
}

/** The first of the worst. One without a value comes after those that have one. */
function worstOf(rows: readonly TrialRow[], heat: RunView["heat"]): TrialRow | null {
  const rank = (row: TrialRow) => shown(row, heat) ?? Number.POSITIVE_INFINITY;
  const [worst = null] = rows.toSorted((a, b) => {
    if (a.passed !== b.passed) return a.passed ? 1 : -1;
    return rank(a) === rank(b) ? 0 : rank(a) - rank(b);
  });
  return worst;
}
