import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { z } from "zod";
import {
  type Baseline,
  type BaselineCertificate,
  baselineCertificateSchema,
  type GradingIdentity,
} from "../contracts/baseline.ts";
import type { TrialFigures } from "../contracts/comparison.ts";
import { type InputProblem, InvalidInputError, OutsideError, systemErrorCode } from "../shared/errors.ts";
import { makeFolder } from "../shared/make-folder.ts";
import { stableHash } from "../shared/stable-hash.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { writeWholeFile } from "../shared/write-files.ts";
import {
  BASELINE_COLUMNS,
  baselineCsv,
  hashRows,
  type NumberedRow,
  rowsOfTrial,
  sortedTrials,
  trialsOfRows,
} from "./baseline-csv.ts";
import { staleProblems } from "./stale-baseline.ts";

const CSV = ".csv";
const CERTIFICATE = ".certificate.json";

/** The names of all baselines of `results/baselines/`, sorted. */
export async function listBaselines(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => []);
  return files
    .filter((file) => file.endsWith(CERTIFICATE))
    .map((file) => file.slice(0, -CERTIFICATE.length))
    .sort();
}

/** Null where no baseline of that name has been approved. @throws InvalidInputError for a certificate that cannot be read. */
export async function findCertificate(folder: string, name: string): Promise<BaselineCertificate | null> {
  const path = join(folder, `${name}${CERTIFICATE}`);
  try {
    return baselineCertificateSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === "ENOENT") return null;
    const isNoCertificate = error instanceof SyntaxError || error instanceof z.ZodError;
    if (code === null && !isNoCertificate) throw error;
    throw new InvalidInputError({
      problem: `the certificate of baseline "${name}" cannot be read`,
      at: path,
      expected: "a certificate as `baseline -- approve` wrote it (schema version 1)",
      received: code ?? certificateProblem(error),
      fix: restore(name),
    });
  }
}

function certificateProblem(error: unknown): string {
  if (!(error instanceof z.ZodError)) return "text that is not JSON";
  const [issue] = error.issues;
  return `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`;
}

export interface LoadBaselineOptions {
  /**
   * What the library would grade with today, the judge of the certificate included where it has one. Left out,
   * the baseline is not asked whether it is stale: for showing one, never for deciding by it.
   */
  readonly gradedToday?: (certificate: BaselineCertificate) => GradingIdentity | Promise<GradingIdentity>;
}

/**
 * An approved baseline, proved to be as it was approved and, with `gradedToday`, still worth comparing with.
 *
 * @throws InvalidInputError where there is none, where a line was changed by hand or is missing (file and line),
 *   and where it is stale, naming all that changed.
 */
export async function loadBaseline(
  folder: string,
  name: string,
  { gradedToday }: LoadBaselineOptions = {},
): Promise<Baseline> {
  const certificate = await findCertificate(folder, name);
  if (certificate === null) throw await noBaseline(folder, name);
  if (gradedToday !== undefined) {
    const at = join(folder, `${name}${CERTIFICATE}`);
    const problems = staleProblems(certificate, await gradedToday(certificate), at);
    if (problems.length > 0) throw new InvalidInputError(problems);
  }
  return { certificate, trials: await readTrials(join(folder, `${name}${CSV}`), certificate) };
}

/** Writes figures and certificate. Between the two files a kill leaves a pair that `loadBaseline` refuses. */
export async function saveBaseline(
  folder: string,
  {
    certificate,
    trials,
  }: { certificate: Omit<BaselineCertificate, "rowHashes">; trials: readonly TrialFigures[] },
): Promise<{ readonly csv: string; readonly certificate: string }> {
  const rows = sortedTrials(trials).flatMap(rowsOfTrial);
  const whole: BaselineCertificate = { ...certificate, rowHashes: hashRows(rows) };
  const files = {
    csv: join(folder, `${certificate.name}${CSV}`),
    certificate: join(folder, `${certificate.name}${CERTIFICATE}`),
  };
  await makeFolder(folder).catch((error: unknown) => {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    throw new OutsideError(`${folder} cannot be made (${code})`, {
      cause: error,
      fix: "check its permissions",
    });
  });
  await writeWholeFile({ path: files.csv, text: baselineCsv(rows) });
  await writeWholeFile({ path: files.certificate, text: `${JSON.stringify(whole, null, 2)}\n` });
  return files;
}

async function readTrials(file: string, certificate: BaselineCertificate): Promise<TrialFigures[]> {
  const rows = await readRows(file, certificate.name);
  const { trials, problems } = trialsOfRows(rows);
  const fix = restore(certificate.name);
  const found: InputProblem[] = problems.map(({ line, problem }) => ({
    problem: `a line of baseline "${certificate.name}" makes no sense`,
    at: `${file}:${line}`,
    received: problem,
    fix,
  }));
  if (found.length === 0) found.push(...changedByHand(rows, { file, certificate }));
  if (found.length > 0) throw new InvalidInputError(found);
  return trials;
}

/** Where the rows are no longer those that were approved. */
function changedByHand(
  rows: readonly NumberedRow[],
  { file, certificate: { name, rowHashes } }: { file: string; certificate: BaselineCertificate },
): InputProblem[] {
  const byScenario = Map.groupBy(rows, ({ row }) => row[0] ?? "");
  const ids = [...new Set([...byScenario.keys(), ...Object.keys(rowHashes)])];
  return ids.flatMap((id) => {
    const own = byScenario.get(id) ?? [];
    if (own.length > 0 && stableHash(own.map(({ row }) => row)) === rowHashes[id]) return [];
    const lines = own.map(({ line }) => line);
    const at = own.length === 0 ? file : `${file}:${lines[0]}, to line ${lines.at(-1)}`;
    const problem =
      own.length === 0
        ? `the rows of scenario ${id} are missing`
        : `the rows of scenario ${id} are not those that were approved`;
    return [
      { problem: `baseline "${name}": ${problem}`, at, expected: "rows as approved", fix: restore(name) },
    ];
  });
}

async function readRows(file: string, name: string): Promise<NumberedRow[]> {
  const rows: NumberedRow[] = [];
  try {
    await pipeline(
      createReadStream(file),
      parse({ bom: true, info: true, record_delimiter: ["\n", "\r\n"] }),
      async (records: AsyncIterable<{ record: string[]; info: { lines: number } }>) => {
        for await (const { record, info } of records) rows.push({ line: info.lines, row: record });
      },
    );
  } catch (error) {
    const code = systemErrorCode(error);
    if (!(error instanceof CsvError) && code === null) throw error;
    throw new InvalidInputError({
      problem: `the figures of baseline "${name}" cannot be read`,
      at: error instanceof CsvError ? `${file}:${String(error.lines ?? "")}` : file,
      expected: "a table as `baseline -- approve` wrote it",
      received: error instanceof CsvError ? error.message : (code ?? ""),
      fix: restore(name),
    });
  }
  const [header, ...body] = rows;
  if (header?.row.join() === BASELINE_COLUMNS.join()) return body;
  throw new InvalidInputError({
    problem: `the figures of baseline "${name}" have another first line`,
    at: `${file}:1`,
    expected: BASELINE_COLUMNS.join(),
    received: header?.row.join() ?? "an empty file",
    fix: restore(name),
  });
}

async function noBaseline(folder: string, name: string): Promise<InvalidInputError> {
  return new InvalidInputError({
    ...unknownName("baseline", name, await listBaselines(folder)),
    at: folder,
    fix: "npm run baseline -- approve <run>",
  });
}

function restore(name: string): string {
  return `git restore results/baselines/${name}${CSV} results/baselines/${name}${CERTIFICATE}, or approve a run again`;
}
