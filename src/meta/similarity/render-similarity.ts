import { type Column, fitTables } from "../../reports/fit-table.ts";
import { formatPercent, formatScore } from "../../reports/format-figures.ts";
import { coloursFor, type Terminal } from "../../reports/terminal.ts";
import type { SimilarityMeasure } from "./measure-similarity.ts";

/** The measures as a table. Ends with a line break. */
export function renderSimilarity(measures: readonly SimilarityMeasure[], terminal: Terminal): string {
  const column = (head: string, cell: (measure: SimilarityMeasure) => string): Column => ({
    head,
    align: "right",
    cells: measures.map(cell),
  });
  const columns = [
    column("queries", ({ queries }) => String(queries)),
    column("recall@5", ({ recallAt5 }) => formatPercent(recallAt5)),
    column("MRR", ({ mrr }) => formatScore(mrr)),
    column("precision", ({ precision }) => formatPercent(precision)),
    column("shown", ({ shown }) => shown.toFixed(1)),
  ];
  const labels: Column = { head: "language", align: "left", cells: measures.map(({ language }) => language) };
  const tables = fitTables(
    { labels, groups: [{ caption: "Similar past incidents", columns }] },
    { width: terminal.width, colours: coloursFor(terminal) },
  );
  return `${tables.join("\n\n")}\n`;
}
