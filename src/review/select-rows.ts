import type { ReviewScenario, RunReview, TrialRow } from "../contracts/review.ts";
import { scoreTone } from "../reports/tone.ts";
import type { RunView, SortKey } from "./run-view.ts";
import { scoreOf, scorerIn } from "./trial-row.ts";

type Scenarios = RunReview["scenarios"];

/**
 * The rows that a view lets through, in its order. Rows that are equal there keep the order they came in, and what is unknown
 * comes last whichever way the order runs. Takes time in proportion to the rows, the sort apart.
 *
 * A trial of a scenario that is no longer in the library passes no filter on category or severity. A trial that was not graded
 * counts as failed.
 */
export function selectRows(rows: readonly TrialRow[], view: RunView, scenarios: Scenarios): TrialRow[] {
  const wanted = filtersOf(view, scenarios);
  return sorted(
    rows.filter((row) => wanted.every((isWanted) => isWanted(row))),
    view.sort,
  );
}

/** What a scorer's value counts as weak below: where it stops to read as good. */
export function isWeak(row: TrialRow, scorerId: string): boolean {
  const value = scoreOf(row, scorerId);
  return value !== null && scoreTone(value) !== "good";
}

type RowFilter = (row: TrialRow) => boolean;

function filtersOf(view: RunView, scenarios: Scenarios): RowFilter[] {
  const { weakOn, verdict } = view;
  const scenarioOf = (row: TrialRow) => scenarios[row.scenarioId];
  return [
    ...oneOf(view.prompts, (row) => row.promptId),
    ...oneOf(view.models, (row) => row.modelId),
    ...oneOf(view.languages, (row) => row.language),
    ...oneOf(view.categories, (row) => scenarioOf(row)?.category),
    ...oneOf(view.severities, (row) => scenarioOf(row)?.severity),
    ...oneOf(view.provenances, (row) => row.provenance),
    ...(view.gates.length === 0
      ? []
      : [(row: TrialRow) => row.gates.some((gate) => view.gates.includes(gate))]),
    ...(weakOn === null ? [] : [(row: TrialRow) => isWeak(row, weakOn)]),
    ...(verdict === "all" ? [] : [(row: TrialRow) => row.passed === (verdict === "passed")]),
    ...textFilter(view.text, scenarios),
  ];
}

function oneOf<T>(wanted: readonly T[], read: (row: TrialRow) => T | null | undefined): RowFilter[] {
  if (wanted.length === 0) return [];
  const values = new Set<T | null | undefined>(wanted);
  return [(row) => values.has(read(row))];
}

function textFilter(text: string, scenarios: Scenarios): RowFilter[] {
  const words = comparable(text)
    .split(/\s+/u)
    .filter((word) => word !== "");
  if (words.length === 0) return [];
  return [
    (row) => {
      const searched = comparable(searchedIn(row, scenarios[row.scenarioId]));
      return words.every((word) => searched.includes(word));
    },
  ];
}

/** A line break between the fields: no word of a search runs over one. */
function searchedIn(row: TrialRow, scenario: ReviewScenario | undefined): string {
  const titles = [scenario?.title ?? "", scenario?.titleZh ?? ""];
  return [row.scenarioId, ...titles, row.promptId, row.modelId, row.fault?.message ?? ""].join("\n");
}

function comparable(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

function sorted(rows: readonly TrialRow[], { by, isDescending }: RunView["sort"]): TrialRow[] {
  if (by === "order") return isDescending ? rows.toReversed() : [...rows];
  const direction = isDescending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: sortValue(row, by) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      if (a.value === b.value) return 0;
      return a.value < b.value ? -direction : direction;
    })
    .map(({ row }) => row);
}

/** Of one kind for all rows. */
function sortValue(row: TrialRow, by: Exclude<SortKey, "order">): number | string | null {
  switch (by) {
    case "scenario":
      return row.scenarioId;
    case "headline":
      return row.headline;
    case "passed":
      return Number(row.passed);
    case "gates":
      return row.gates.length;
    case "latency":
      return row.latencyMs;
    case "cost":
      return row.costUsd;
    default:
      return scoreOf(row, scorerIn(by) ?? "");
  }
}
