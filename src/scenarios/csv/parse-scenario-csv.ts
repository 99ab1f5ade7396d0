import { CsvError, type Info, parse } from "csv-parse/sync";
import { type Scenario, scenarioSchema } from "../../contracts/scenario.ts";
import type { InputProblem } from "../../shared/errors.ts";
import type { ReadResult } from "../../shared/read-yaml.ts";
import { renderPath, schemaProblems } from "../../shared/schema-problems.ts";
import { unknownName } from "../../shared/unknown-name.ts";
import { referenceProblems } from "../reference-problems.ts";
import { SCENARIO_COLUMNS, type ScenarioColumn } from "./scenario-columns.ts";

export interface ScenarioTable {
  /** What is wrong with the file or its columns: nothing can be taken from it then. */
  readonly problems: readonly InputProblem[];
  /** One per row: a scenario, or everything that is wrong with it. */
  readonly rows: readonly ReadResult<Scenario>[];
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads a table of scenarios, in whatever way it was saved (byte order mark, CRLF, breaks inside quotes).
 *
 * @param path only for messages, each of which names its line and column
 * @param existing ids that are taken already
 */
export function parseScenarioCsv(
  text: string,
  { path, existing }: { path: string; existing: readonly string[] },
): ScenarioTable {
  const read = readRows(text, path);
  if (!read.ok) return { problems: read.problems, rows: [] };
  const [head, ...rows] = read.value;
  if (head === undefined) {
    return { problems: [{ problem: "the table is empty", at: path, expected: columnNames() }], rows: [] };
  }
  const names = head.cells.map((name) => name.trim());
  const problems = headProblems(names, `${path}:${head.line}`);
  if (problems.length > 0) return { problems, rows: [] };

  const taken = new Map(existing.map((id) => [id, "a scenario of the library"]));
  return { problems: [], rows: rows.map((row) => readRow(row, { names, path, taken })) };
}

function readRows(text: string, path: string): ReadResult<Row[]> {
  try {
    const records = parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as { info: Info; record: string[] }[]; // what `info` makes of the result; its types say rows only
    let lines = 0;
    let emptyLines = 0;
    const rows = records.map(({ info, record }) => {
      const line = lines + 1 + info.empty_lines - emptyLines;
      lines = info.lines;
      emptyLines = info.empty_lines;
      return { line, cells: record.map(plainCell) };
    });
    return { ok: true, value: rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const problem: InputProblem = {
      problem: `the table is not valid CSV: ${error.message}`,
      at: path,
      fix: 'check the quotes: a cell with a comma, a quote or a line break stands in "…", with "" for a quote in it',
    };
    return { ok: false, problems: [problem] };
  }
}

/** Line breaks as everywhere else, and without the mark that keeps a spreadsheet from running the cell. */
function plainCell(cell: string): string {
  return cell.replace(/\r\n?/g, "\n").replace(/^'(?=[=+\-@\t])/, "");
}

function headProblems(names: readonly string[], at: string): InputProblem[] {
  const known = SCENARIO_COLUMNS.map(({ name }) => name);
  const missing = SCENARIO_COLUMNS.filter(({ name, isRequired }) => isRequired && !names.includes(name));
  return [
    ...names.flatMap((name, index): InputProblem[] => {
      if (!known.includes(name)) return [{ ...unknownName("column", name, known), at }];
      return names.indexOf(name) === index
        ? []
        : [{ problem: `column "${name}" stands there twice`, at, fix: "remove one" }];
    }),
    ...missing.map(({ name, means }) => ({
      problem: `there is no column "${name}"`,
      at,
      expected: means,
      received: "nothing",
      fix: "add it",
    })),
  ];
}

function readRow(
  { line, cells }: Row,
  { names, path, taken }: { names: readonly string[]; path: string; taken: Map<string, string> },
): ReadResult<Scenario> {
  const at = `${path}:${line}`;
  if (cells.length !== names.length) {
    return {
      ok: false,
      problems: [
        {
          problem: "a row has another number of cells than there are columns",
          at,
          expected: String(names.length),
          received: String(cells.length),
          fix: "check for a stray or missing comma, or an unclosed quote before it",
        },
      ],
    };
  }
  const cellOf = (name: string) => (cells[names.indexOf(name)] ?? "").trim();
  const id = cellOf("id");
  const locate = (field: readonly PropertyKey[]) => `${at}, ${placeOf(field)}`;
  const raw: Record<string, unknown> = { expected: { severityFacts: { affectedShare: null } } };
  const cellProblems = SCENARIO_COLUMNS.flatMap((column): InputProblem[] => {
    const cell = cellOf(column.name);
    if (cell === "") return [];
    const reading = column.read(cell);
    if (reading.ok) {
      setAt(raw, column.field, reading.value);
      return [];
    }
    const { expected, received } = reading;
    const problem = `scenario "${id}" has a cell that cannot be read`;
    return [{ problem, at: `${at}, column ${column.name}`, expected, received }];
  });
  const idProblems = takenProblems(id, { at, taken });
  if (cellProblems.length > 0) return { ok: false, problems: [...idProblems, ...cellProblems] };

  const parsed = scenarioSchema.safeParse(raw, { reportInput: true });
  const problems = parsed.success
    ? referenceProblems(parsed.data, locate)
    : schemaProblems(parsed.error, `scenario "${id}"`, locate);
  if (!parsed.success || problems.length + idProblems.length > 0) {
    return { ok: false, problems: [...idProblems, ...problems] };
  }
  return { ok: true, value: parsed.data };
}

function takenProblems(
  id: string,
  { at, taken }: { at: string; taken: Map<string, string> },
): InputProblem[] {
  const owner = taken.get(id);
  if (owner === undefined) {
    taken.set(id, `the row at ${at}`);
    return [];
  }
  return [
    {
      problem: `the id "${id}" is taken`,
      at: `${at}, column id`,
      expected: "an id of its own",
      received: `that of ${owner}`,
      fix: "choose another, or remove the row",
    },
  ];
}

/** The column a field of a scenario is read from, and the field where it is deeper inside the cell. */
function placeOf(field: readonly PropertyKey[]): string {
  const column = SCENARIO_COLUMNS.filter(({ field: own }) =>
    own.every((key, at) => key === field[at]),
  ).reduce<ScenarioColumn | undefined>(
    (best, one) => (best === undefined || one.field.length > best.field.length ? one : best),
    undefined,
  );
  if (column === undefined) return renderPath(field);
  const rest = field.slice(column.field.length);
  return rest.length === 0 ? `column ${column.name}` : `column ${column.name}, ${renderPath(rest)}`;
}

function setAt(target: Record<string, unknown>, [key, ...rest]: readonly string[], value: unknown): void {
  if (key === undefined) return;
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = (target[key] ?? {}) as Record<string, unknown>; // made here, or by an earlier column
  target[key] = inner;
  setAt(inner, rest, value);
}

function columnNames(): string {
  return SCENARIO_COLUMNS.filter(({ isRequired }) => isRequired)
    .map(({ name }) => name)
    .join(", ");
}
