import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { type CsvError, parse } from "csv-parse";
import type { Label } from "../contracts/label.ts";
import { columnOfField, LABEL_COLUMNS, labelOfRow } from "../contracts/label-row.ts";
import type { InputProblem } from "../shared/errors.ts";
import { schemaProblems } from "../shared/schema-problems.ts";

/** What a file of labels holds. */
export interface LabelFile {
  /** In the order they were written. */
  readonly labels: readonly Label[];
  /** Every line that makes no sense. */
  readonly problems: readonly InputProblem[];
  /** A last row that was cut short, as a kill leaves one: where it starts and its length, in bytes. */
  readonly torn: { readonly start: number; readonly bytes: number } | null;
  readonly endsInNewline: boolean;
}

/** Reads a file that was written here or saved by a spreadsheet. Rejects with the system's error where it cannot. */
export async function readLabelFile(file: string): Promise<LabelFile> {
  const { rows, skipped, bytes, endsInNewline } = await scanRows(file);
  const labels: Label[] = [];
  const problems = skipped
    .filter(({ code }) => code !== NOT_CLOSED)
    .map((error) => cannotBeRead(error, file));
  let tornFrom = skipped.some(({ code }) => code === NOT_CLOSED) ? (rows.at(-1)?.end ?? 0) : null;

  const [header] = rows;
  const isForeign = header !== undefined && readHeader(header.cells, file).problems.length > 0;
  // Under another header every row would be a problem: one is enough.
  for (const [index, row] of rows.slice(0, isForeign ? 1 : rows.length).entries()) {
    const read = index === 0 ? readHeader(row.cells, file) : readRow(row.cells, `${file}:${row.line}`);
    // A row that nothing follows, not even its line break, was cut short.
    if (read.problems.length > 0 && row.end === bytes && !endsInNewline) tornFrom = row.start;
    else problems.push(...read.problems);
    labels.push(...read.labels);
  }
  const torn = tornFrom === null ? null : { start: tornFrom, bytes: bytes - tornFrom };
  return { labels, problems, torn, endsInNewline };
}

function cannotBeRead(error: CsvError, file: string): InputProblem {
  return {
    problem: "a row of labels cannot be read",
    at: `${file}:${String(error.lines)}`,
    received: error.message,
    fix: "mend that row, or restore the file from version control",
  };
}

/** A quotation that the file ends in: only its last row can be that. */
const NOT_CLOSED = "CSV_QUOTE_NOT_CLOSED";

/** A row where it stands: the line it begins on, and its place in bytes. */
interface PlacedRow {
  readonly cells: readonly string[];
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

async function scanRows(file: string) {
  const rows: PlacedRow[] = [];
  const skipped: CsvError[] = [];
  let bytes = 0;
  let endsInNewline = false;
  await pipeline(
    createReadStream(file),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        endsInNewline = chunk.at(-1) === NEWLINE;
        yield chunk;
      }
    },
    parse({
      bom: true,
      info: true,
      relax_column_count: true,
      record_delimiter: ["\n", "\r\n"],
      skip_records_with_error: true,
      on_skip: (error) => {
        if (error !== undefined) skipped.push(error);
        return undefined;
      },
    }),
    async (records: AsyncIterable<{ record: string[]; info: { lines: number; bytes: number } }>) => {
      let last = { lines: 0, bytes: 0 };
      let countedTwice = 0;
      for await (const { record, info } of records) {
        rows.push({
          cells: record,
          line: last.lines + 1 - countedTwice,
          start: last.bytes,
          end: info.bytes,
        });
        last = info;
        // The parser takes a CRLF inside quotes for two lines.
        countedTwice += record.join("").split("\r\n").length - 1;
      }
    },
  );
  return { rows, skipped, bytes, endsInNewline };
}

const NEWLINE = 0x0a;

interface ReadRow {
  readonly labels: readonly Label[];
  readonly problems: readonly InputProblem[];
}

function readHeader(cells: readonly string[], file: string): ReadRow {
  if (cells.join() === LABEL_COLUMNS.join()) return { labels: [], problems: [] };
  const problem = {
    problem: "a file of labels has another first line",
    at: `${file}:1`,
    expected: LABEL_COLUMNS.join(),
    received: cells.join(),
    fix: "restore that line, or take the file out of the folder",
  };
  return { labels: [], problems: [problem] };
}

function readRow(cells: readonly string[], at: string): ReadRow {
  if (cells.join("") === "") return { labels: [], problems: [] };
  const read = labelOfRow(cells);
  if (read.success) return { labels: [read.data], problems: [] };
  const locate = ([field = "the whole"]: readonly PropertyKey[]) => `${at}, ${columnOfField(field)}`;
  return { labels: [], problems: schemaProblems(read.error, "a label", locate) };
}
