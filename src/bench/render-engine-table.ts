import { type Column, fitTables } from "../reports/fit-table.ts";
import { coloursFor, type Terminal } from "../reports/terminal.ts";
import { idealMs, REPLY_MS } from "./engine-cases.ts";
import type { Measured } from "./measure-case.ts";

/** The measured cases as a table of ratios, which hold from machine to machine better than times do. */
export function renderEngineTable(rows: readonly Measured[], terminal: Terminal): string {
  const column = (head: string, cellOf: (row: Measured) => string): Column => ({
    head,
    align: "right",
    cells: rows.map(cellOf),
  });
  const tables = fitTables(
    {
      labels: { head: "Runner", align: "left", cells: rows.map(({ case: { runner } }) => runner) },
      groups: [
        {
          caption: "Case",
          columns: [
            column("Trials", ({ case: { trials } }) => String(trials)),
            column("At once", ({ case: { concurrency } }) => String(concurrency)),
            column("429 above", ({ case: { serverLimit } }) => known(serverLimit)),
          ],
        },
        {
          caption: "Times the ideal",
          columns: [
            column("Collect", (row) => ratio(row.collectMs, row)),
            column("Process", (row) => ratio(row.wallMs, row)),
          ],
        },
        {
          caption: "Cost",
          columns: [
            column("Peak MB", ({ peakMemoryMb }) => known(peakMemoryMb)),
            column("Lost", ({ kept, case: { trials } }) => known(kept === null ? null : trials - kept)),
            column("Twice", ({ kept, served }) => known(kept === null ? null : served.sold - kept)),
            column("Refused", ({ served }) => String(served.refused)),
            column("Grading ms", ({ gradeMs, case: { trials } }) =>
              gradeMs === null ? known(null) : (gradeMs / trials).toFixed(2),
            ),
          ],
        },
      ],
    },
    { width: terminal.width, colours: coloursFor(terminal) },
  );
  return `${tables.join("\n\n")}\n\n${LEGEND}\n`;
}

const LEGEND = `The ideal is trials × ${REPLY_MS} ms ÷ places at the server (1.00 cannot be beaten).
Collect   firedrill: plan ready to last reply on disk; others: first request to last reply at the server.
Process   the whole process, start-up and end included.
Peak MB   the process's largest resident memory.
Lost      trials without a kept reply.   Twice   replies the server sold beyond those kept.
Refused   requests answered 429.         Grading ms   per reply, after collecting.
The bare loop sends the same requests without queue, retries or disk: machine and server alone.
Where it is above 1.05 the machine was busy or is too small for the case: read the others against it.`;

function ratio(ms: number, { case: engineCase }: Measured): string {
  return (ms / idealMs(engineCase)).toFixed(2);
}

function known(value: number | null): string {
  return value === null ? "–" : String(Math.round(value));
}
