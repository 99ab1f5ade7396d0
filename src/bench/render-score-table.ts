import { type Column, fitTables } from "../reports/fit-table.ts";
import { coloursFor, type Terminal } from "../reports/terminal.ts";
import type { GradeTimes } from "./grade-replies.ts";

export interface ScoreMeasured {
  readonly replies: number;
  readonly times: GradeTimes;
  /** Null where the system does not tell. */
  readonly peakMemoryMb: number | null;
}

/** Two tables: each size, with its times over those of the first, and the parts of the last. */
export function renderScoreTable(rows: readonly ScoreMeasured[], terminal: Terminal): string {
  const first = rows[0]?.times;
  const parts = Object.entries(rows.at(-1)?.times.partMs ?? {}).sort(([, a], [, b]) => b - a);
  const column = (head: string, cells: readonly string[]): Column => ({ head, align: "right", cells });
  const of = (cell: (row: ScoreMeasured) => string) => rows.map(cell);
  const fit = { width: terminal.width, colours: coloursFor(terminal) };
  const sizes = fitTables(
    {
      labels: { head: "Replies", align: "left", cells: of(({ replies }) => String(replies)) },
      groups: [
        {
          caption: "Grading",
          columns: [
            column(
              "ms a reply",
              of(({ times }) => times.wallMs.toFixed(2)),
            ),
            column(
              "CPU ms",
              of(({ times }) => times.cpuMs.toFixed(2)),
            ),
            column(
              "CPU ratio",
              of(({ times }) => (times.cpuMs / (first?.cpuMs ?? Number.NaN)).toFixed(2)),
            ),
            column(
              "Peak MB",
              of(({ peakMemoryMb }) => peakMemoryMb?.toFixed(0) ?? "–"),
            ),
          ],
        },
      ],
    },
    fit,
  );
  const byPart = fitTables(
    {
      labels: { head: "Part", align: "left", cells: parts.map(([part]) => part) },
      groups: [
        {
          caption: "Parts",
          columns: [
            column(
              "ms a reply",
              parts.map(([, ms]) => ms.toFixed(3)),
            ),
          ],
        },
      ],
    },
    fit,
  );
  return `${[...sizes, ...byPart, LEGEND].join("\n\n")}\n`;
}

const LEGEND = `Replies are the committed ones, each with a remark of its own in every text. The first 200 are not timed.
CPU ratio   CPU time of a reply over that at the first size: 1.00 is growth in step with the replies.
Parts       what several scorers share is on the bill of the first that asks.`;
