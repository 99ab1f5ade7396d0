import type { Language } from "../contracts/language.ts";
import type { Provenance } from "../contracts/recording.ts";
import type { RunReview, TrialRow } from "../contracts/review.ts";
import type { GateId } from "../contracts/score.ts";
import type { Severity } from "../contracts/triage-report.ts";
import { GATE_IDS, LANGUAGES, PROVENANCES, SEVERITIES } from "./known-values.ts";
import { isWeak } from "./select-rows.ts";

/** A value to filter by and the number of trials that have it, at least 1. */
export interface Choice<T extends string> {
  readonly value: T;
  readonly trials: number;
}

/** By the name of the filter in a `RunView`. */
export interface FilterChoices {
  readonly prompts: readonly Choice<string>[];
  readonly models: readonly Choice<string>[];
  readonly languages: readonly Choice<Language>[];
  readonly categories: readonly Choice<string>[];
  readonly severities: readonly Choice<Severity>[];
  readonly provenances: readonly Choice<Provenance>[];
  readonly gates: readonly Choice<GateId>[];
  /** By scorer, the trials it finds weak. */
  readonly weakOn: readonly Choice<string>[];
  readonly verdict: readonly Choice<"passed" | "failed">[];
}

/**
 * What each filter of a run can be set to: the values that occur. Names are sorted as people count ("v2" before "v10"), the
 * values of an enumeration in its own order.
 */
export function filterChoices(rows: readonly TrialRow[], scenarios: RunReview["scenarios"]): FilterChoices {
  return {
    prompts: byName(count(rows, (row) => [row.promptId])),
    models: byName(count(rows, (row) => [row.modelId])),
    languages: inOrderOf(
      LANGUAGES,
      count(rows, (row) => [row.language]),
    ),
    categories: byName(count(rows, (row) => [scenarios[row.scenarioId]?.category])),
    severities: inOrderOf(
      SEVERITIES,
      count(rows, (row) => [scenarios[row.scenarioId]?.severity]),
    ),
    provenances: inOrderOf(
      PROVENANCES,
      count(rows, (row) => [row.provenance]),
    ),
    gates: inOrderOf(
      GATE_IDS,
      count(rows, (row) => row.gates),
    ),
    weakOn: byName(count(rows, (row) => Object.keys(row.scores).filter((scorerId) => isWeak(row, scorerId)))),
    verdict: inOrderOf(
      VERDICTS,
      count(rows, (row) => [row.passed ? "passed" : "failed"]),
    ),
  };
}

const VERDICTS = ["passed", "failed"] as const;
const NAMES = new Intl.Collator("en", { numeric: true });

/** A trial counts once for a value, however often it has it. */
function count<T extends string>(
  rows: readonly TrialRow[],
  valuesOf: (row: TrialRow) => readonly (T | null | undefined)[],
): Map<T, number> {
  const trials = new Map<T, number>();
  for (const row of rows) {
    for (const value of new Set(valuesOf(row))) {
      if (value !== null && value !== undefined) trials.set(value, (trials.get(value) ?? 0) + 1);
    }
  }
  return trials;
}

function byName(trialsByValue: ReadonlyMap<string, number>): Choice<string>[] {
  return [...trialsByValue]
    .map(([value, trials]) => ({ value, trials }))
    .sort((a, b) => NAMES.compare(a.value, b.value));
}

function inOrderOf<T extends string>(
  values: readonly T[],
  trialsByValue: ReadonlyMap<T, number>,
): Choice<T>[] {
  return values.flatMap((value) => {
    const trials = trialsByValue.get(value);
    return trials === undefined ? [] : [{ value, trials }];
  });
}
