import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { pipeline } from "node:stream";
import { type CsvError, parse } from "csv-parse";
import { type PastIncident, pastIncidentSchema } from "../contracts/past-incident.ts";
import { type InputProblem, InvalidInputError, systemErrorCode } from "../shared/errors.ts";
import { renderPath, schemaProblems } from "../shared/schema-problems.ts";
import { unknownName } from "../shared/unknown-name.ts";

/** One record of a file: an incident, or everything that is wrong with it, with its line. */
export type ReadRecord =
  | { readonly ok: true; readonly incident: PastIncident }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

/** What a line says, or why it says nothing. */
type Raw = { readonly value: Readonly<Record<string, unknown>> } | { readonly problem: InputProblem };

/** `line`: where it starts, 1 for the file's first. */
type RawRecord = Raw & { readonly line: number };

const READERS: Readonly<Record<string, (path: string) => AsyncGenerator<RawRecord>>> = {
  csv: readCsv,
  jsonl: readJsonLines,
};

/**
 * The records of a CSV file (a header line with the names of the fields) or a JSON Lines file, one at a time,
 * however large it is. UTF-8, with or without a byte-order mark; any line ends.
 *
 * @throws InvalidInputError when it is no such file, or its header is wrong.
 */
export async function* readIncidentFile(path: string): AsyncGenerator<ReadRecord> {
  const reader = READERS[path.slice(path.lastIndexOf(".") + 1).toLowerCase()];
  if (reader === undefined) {
    throw new InvalidInputError({
      problem: "the kind of this file is not known",
      at: path,
      expected: "a name that ends in .csv or .jsonl",
    });
  }
  const lineOfId = new Map<string, number>();
  try {
    if (!(await stat(path)).isFile()) throw new InvalidInputError({ problem: "this is no file", at: path });
    for await (const raw of reader(path)) yield checked(raw, { path, lineOfId });
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    throw new InvalidInputError({ problem: `the incident file cannot be read (${code})`, at: path });
  }
}

function checked(
  raw: RawRecord,
  { path, lineOfId }: { path: string; lineOfId: Map<string, number> },
): ReadRecord {
  const at = `${path}:${raw.line}`;
  if ("problem" in raw) return { ok: false, problems: [{ ...raw.problem, at }] };
  const parsed = pastIncidentSchema.safeParse(raw.value, { reportInput: true });
  if (!parsed.success) {
    const locate = (keys: readonly PropertyKey[]) => `${at}, ${renderPath(keys)}`;
    return { ok: false, problems: schemaProblems(parsed.error, "the incident", locate) };
  }
  const { id } = parsed.data;
  const earlier = lineOfId.get(id);
  if (earlier !== undefined) {
    const problem = `the incident "${id}" is in the file twice`;
    return { ok: false, problems: [{ problem, at, expected: `an id other than that of line ${earlier}` }] };
  }
  lineOfId.set(id, raw.line);
  return { ok: true, incident: parsed.data };
}

const FIELDS = Object.keys(pastIncidentSchema.shape);
const NEEDED_FIELDS = ["id", "title", "service", "symptoms", "startedAt"];

async function* readCsv(path: string): AsyncGenerator<RawRecord> {
  const broken: RawRecord[] = [];
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error !== undefined) broken.push({ line: Number(error.lines), problem: brokenProblem(error) });
      return undefined;
    },
  });
  pipeline(createReadStream(path), parser, () => {}); // the parser carries the error on
  let header: readonly string[] | null = null;
  let line = 1;
  for await (const { record, info } of parser) {
    const cells: readonly string[] = record;
    if (header === null) header = checkedHeader(cells, path);
    else yield { line, ...csvValue(header, cells) };
    line = Number(info.lines) + 1;
  }
  if (header === null) throw new InvalidInputError({ problem: "the incident file is empty", at: path });
  yield* broken;
}

function brokenProblem({ message }: CsvError): InputProblem {
  return {
    problem: `the record is broken: ${message.split(/[,:] /)[0]}`,
    received: message,
    fix: 'write a quotation mark inside a quoted field twice: ""',
  };
}

function checkedHeader(cells: readonly string[], path: string): readonly string[] {
  const names = cells.map((cell) => cell.trim());
  const at = `${path}:1`;
  const problems: InputProblem[] = [
    ...names
      .filter((name) => !FIELDS.includes(name))
      .map((name) => ({ ...unknownName("column", name, FIELDS), at })),
    ...NEEDED_FIELDS.filter((name) => !names.includes(name)).map((name) => ({
      problem: `the column "${name}" is missing`,
      at,
      expected: `a header line with ${NEEDED_FIELDS.join(", ")}; and, where known, the others of ${FIELDS.join(", ")}`,
    })),
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => ({ problem: `the column "${name}" is there twice`, at })),
  ];
  if (problems.length > 0) throw new InvalidInputError(problems);
  return names;
}

/** An empty cell is an unknown value. Links are parted by spaces. */
function csvValue(header: readonly string[], cells: readonly string[]): Raw {
  if (cells.length !== header.length) {
    const problem = {
      problem: "the record has another number of fields than the header",
      expected: String(header.length),
      received: String(cells.length),
      fix: "put quotation marks around a field that holds a comma or a line break",
    };
    return { problem };
  }
  const known = header.flatMap((name, index) => {
    const cell = cells[index]?.trim() ?? "";
    if (cell === "") return [];
    return [[name, name === "links" ? cell.split(/\s+/) : cell]];
  });
  return { value: Object.fromEntries(known) };
}

async function* readJsonLines(path: string): AsyncGenerator<RawRecord> {
  const file = await open(path); // closes itself after its last line
  let line = 0;
  for await (const text of file.readLines()) {
    line += 1;
    const json = line === 1 ? text.replace(/^\ufeff/, "") : text;
    if (json.trim() !== "") yield { line, ...jsonValue(json) };
  }
}

function jsonValue(json: string): Raw {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { value: { ...value } };
  } catch {
    // told below
  }
  const received = json.length <= 60 ? json : `${json.slice(0, 60)}…`;
  return { problem: { problem: "the line is no JSON object", expected: '{"id": "INC-1", …}', received } };
}
