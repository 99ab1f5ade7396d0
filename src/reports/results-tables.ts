import { type Column, type ColumnGroup, fitTables } from "./fit-table.ts";
import {
  formatChange,
  formatHeadline,
  formatLatency,
  formatMoney,
  formatPercent,
  formatScore,
  formatTokens,
} from "./format-figures.ts";
import { printableLine } from "./printable.ts";
import { provenanceCell } from "./provenance-lines.ts";
import type { ResultsRow } from "./results-view.ts";
import type { Colours } from "./terminal.ts";
import { inTone, scoreTone } from "./tone.ts";

/** One line per prompt × model × language: how good, by scorer, and how fast and dear. */
export function resultsTables(
  rows: readonly ResultsRow[],
  { width, colours }: { width: number; colours: Colours },
): string[] {
  const column = columnsFrom(rows);
  const groups: ColumnGroup[] = [
    ...gradeGroups(rows, colours),
    {
      caption: "Speed, tokens and cost",
      columns: [
        column("p50", ({ latencyP50Ms }) => formatLatency(latencyP50Ms)),
        column("p95", ({ latencyP95Ms }) => formatLatency(latencyP95Ms)),
        column("tokens↑", ({ inputTokens }) => formatTokens(inputTokens)),
        column("tokens↓", ({ outputTokens }) => formatTokens(outputTokens)),
        column("cost", ({ costUsd }) => formatMoney(costUsd)),
      ],
    },
  ];
  return fitTables({ labels: rowLabels(rows), groups }, { width, colours });
}

/** The same without what grading has no part in: speed, tokens and cost. */
export function gradeTables(
  rows: readonly ResultsRow[],
  { width, colours }: { width: number; colours: Colours },
): string[] {
  return fitTables({ labels: rowLabels(rows), groups: gradeGroups(rows, colours) }, { width, colours });
}

function rowLabels(rows: readonly ResultsRow[]): Column {
  return columnsFrom(rows)("prompt · model · lang", rowLabel, "left");
}

function gradeGroups(rows: readonly ResultsRow[], colours: Colours): ColumnGroup[] {
  return [
    { caption: "Quality", columns: qualityColumns(rows, colours) },
    { caption: "Scores by scorer", columns: scorerColumns(rows, colours) },
  ];
}

export function rowLabel({ promptId, modelId, language }: ResultsRow): string {
  return [promptId, modelId, language].map(printableLine).join(" · ");
}

/** Where the replies come from stands first: it says what the figures after it are worth. */
function qualityColumns(rows: readonly ResultsRow[], colours: Colours): Column[] {
  const column = columnsFrom(rows);
  const hasChanges = rows.some(({ change }) => change !== null);
  return [
    column("replies", ({ provenance }) => provenanceCell(provenance, colours), "left"),
    column("trials", ({ graded, planned }) => marked(`${graded}/${planned}`, graded < planned, colours.red)),
    column("pass", ({ passRate }) => formatPercent(passRate)),
    column("head-\nline", ({ headline }) => formatHeadline(headline)),
    column("gate\nfail", ({ gateFailures }) => marked(String(gateFailures), gateFailures > 0, colours.red)),
    ...(hasChanges ? [column("change", ({ change }) => formatChange(change?.headline ?? null))] : []),
  ];
}

/** In the order in which the rows name them; a scorer that one row lacks is unknown there, not 0. */
function scorerColumns(rows: readonly ResultsRow[], colours: Colours): Column[] {
  const column = columnsFrom(rows);
  const scorerIds = new Set(rows.flatMap(({ scores }) => Object.keys(scores)));
  return [...scorerIds].map((scorerId) =>
    column(scorerHead(scorerId), ({ scores }) => {
      const value = scores[scorerId] ?? null;
      return inTone(formatScore(value), scoreTone(value), colours);
    }),
  );
}

/** "root-cause-depth" over three lines: the figures below it are three characters wide. */
function scorerHead(scorerId: string): string {
  return printableLine(scorerId).replaceAll("-", "-\n");
}

function columnsFrom(rows: readonly ResultsRow[]) {
  return (head: string, cell: (row: ResultsRow) => string, align: Column["align"] = "right"): Column => ({
    head,
    align,
    cells: rows.map(cell),
  });
}

function marked(text: string, isNotable: boolean, mark: (text: string) => string): string {
  return isNotable ? mark(text) : text;
}
