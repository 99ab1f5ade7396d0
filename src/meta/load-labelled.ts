import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { type TriageReport, triageReportSchema } from "../contracts/triage-report.ts";
import { type InputProblem, InvalidInputError, systemErrorCode } from "../shared/errors.ts";
import { type ReadResult, readYaml, unwrapAll } from "../shared/read-yaml.ts";
import { renderPath, schemaProblems } from "../shared/schema-problems.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { changeReport } from "./change-report.ts";
import {
  type LabelledEntry,
  type LabelledFile,
  type LabelledReport,
  labelledFileSchema,
} from "./labelled-report.ts";

const EXTENSION = ".yaml";

/**
 * Every labelled report of a folder of `<scenario-id>.<language>.yaml`, in the order of files and entries.
 *
 * @throws InvalidInputError with all problems of all files at once: of form, of a `from` that names nothing, of a
 * path that is none, of a change that makes no report, of a label whose words the reply does not have.
 */
export async function loadLabelled(folder: string): Promise<LabelledReport[]> {
  const paths = (await listFiles(folder)).map((name) => join(folder, name));
  const files = unwrapAll(await Promise.all(paths.map(readFile)));
  const named = files.map((file, index): NamedFile => ({ file, path: paths[index] ?? folder }));
  return unwrapAll(named.flatMap((one) => one.file.reports.map((entry) => resolveEntry(entry, one, named))));
}

interface NamedFile {
  readonly file: LabelledFile;
  readonly path: string;
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(EXTENSION)).sort();
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    throw new InvalidInputError({
      problem: `the labelled reports cannot be read (${code})`,
      at: folder,
      expected: "a folder of <scenario>.<language>.yaml files",
    });
  }
}

async function readFile(path: string): Promise<ReadResult<LabelledFile>> {
  const name = basename(path, EXTENSION);
  const what = `the labelled set "${name}"`;
  const result = await readYaml(path, labelledFileSchema, what);
  if (!result.ok) return result;
  const { scenario, language, reports } = result.value;
  const ids = reports.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  const problems: InputProblem[] = twice.map((id) => ({
    problem: `${what} has two reports "${id}"`,
    at: path,
  }));
  if (name !== `${scenario}.${language}`) {
    problems.push({
      problem: `${what} is about another scenario or language than its name says`,
      at: path,
      expected: name,
      received: `${scenario}.${language}`,
      fix: "rename the file, or correct scenario and language",
    });
  }
  return problems.length === 0 ? result : { ok: false, problems };
}

function resolveEntry(
  entry: LabelledEntry,
  at: NamedFile,
  files: readonly NamedFile[],
): ReadResult<LabelledReport> {
  const where = placeOf(entry, at);
  const whole =
    entry.report === undefined && entry.from === undefined ? null : wholeReport(entry, at, files, []);
  if (whole?.ok === false) return whole;
  const json = whole === null ? "" : JSON.stringify(whole.value, null, 2);
  const text = (entry.text ?? "{{json}}").replace(/\{\{json(?::(-?\d+))?\}\}/g, (_, length?: string) =>
    length === undefined ? json : json.slice(0, Number(length)),
  );

  const shown = whole === null ? text : stringsOf(whole.value).join("\n");
  const unsaid = Object.values(entry.labels.flaws)
    .flatMap((flaw) => (flaw === true ? [] : flaw))
    .filter((words) => !shown.includes(words));
  if (unsaid.length > 0) {
    return {
      ok: false,
      problems: unsaid.map((words) => ({
        problem: `the labelled report "${entry.id}" has a flaw in words that it does not say`,
        at: `${where}, labels.flaws`,
        received: words,
        fix: "quote the report letter by letter",
      })),
    };
  }
  const { id, class: kind, why, labels } = entry;
  const { scenario: scenarioId, language } = at.file;
  return { ok: true, value: { scenarioId, language, id, class: kind, why, labels, text } };
}

function wholeReport(
  entry: LabelledEntry,
  at: NamedFile,
  files: readonly NamedFile[],
  above: readonly LabelledEntry[],
): ReadResult<TriageReport> {
  const where = placeOf(entry, at);
  const what = `the labelled report "${entry.id}"`;
  if (entry.report !== undefined) return { ok: true, value: entry.report };

  const [fromId = "", fromLanguage = at.file.language] = (entry.from ?? "").split(".");
  const source = files.find(
    ({ file }) => file.scenario === at.file.scenario && file.language === fromLanguage,
  );
  const origin = source?.file.reports.find(({ id }) => id === fromId);
  if (source === undefined || origin === undefined || [...above, entry].includes(origin)) {
    const ids = source?.file.reports.map(({ id }) => id) ?? [];
    return {
      ok: false,
      problems: [{ ...unknownName("labelled report", fromId, ids), at: `${where}, from` }],
    };
  }
  const base = wholeReport(origin, source, files, [...above, entry]);
  if (!base.ok) return base;
  const changed = changeReport(base.value, entry);
  if (!changed.ok) {
    const problem = { problem: `${what} changes what ${changed.problem}`, at: where, received: changed.path };
    return { ok: false, problems: [problem] };
  }
  const parsed = triageReportSchema.safeParse(changed.value, { reportInput: true });
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    problems: schemaProblems(parsed.error, what, (path) => `${where}, ${renderPath(path)}`),
  };
}

function placeOf({ id }: LabelledEntry, { path }: NamedFile): string {
  return `${path}, ${id}`;
}

function stringsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
