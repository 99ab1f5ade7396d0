import { stringify } from "csv-stringify/sync";
import { z } from "zod";
import type { TrialFigures } from "../contracts/comparison.ts";
import { languageSchema } from "../contracts/language.ts";
import { provenanceSchema } from "../contracts/recording.ts";
import { trialSelector } from "../contracts/trial.ts";
import { stableHash } from "../shared/stable-hash.ts";

export const BASELINE_COLUMNS = ["scenario", "prompt", "model", "language", "repeat", "metric", "value"];

/** Rows of a trial that are no metric, in the order they stand. */
const FACTS = ["reply", "provenance", "passed", "gates", "finding"] as const;

/** One line of the file: seven cells. */
export type BaselineRow = readonly string[];

/** Trials in the order of the file: the same figures, the same text, whatever order they were graded in. */
export function sortedTrials(trials: readonly TrialFigures[]): TrialFigures[] {
  return trials.toSorted(
    (a, b) =>
      compareText(a.scenarioId, b.scenarioId) ||
      compareText(a.promptId, b.promptId) ||
      compareText(a.modelId, b.modelId) ||
      compareText(a.language, b.language) ||
      a.repeat - b.repeat,
  );
}

/** By code unit, so that every machine sorts alike. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What is known of one trial, a row each: its facts, then its metrics in their own order. Unknown is an empty cell. */
export function rowsOfTrial(trial: TrialFigures): BaselineRow[] {
  const { scenarioId, promptId, modelId, language, repeat, reply, provenance, passed, gates, finding } =
    trial;
  const facts: Readonly<Record<(typeof FACTS)[number], string | null>> = {
    reply,
    provenance,
    passed: String(passed),
    gates: gates.join(" "),
    finding,
  };
  const key = [scenarioId, promptId, modelId, language, String(repeat)];
  return [
    ...FACTS.map((fact) => [...key, fact, facts[fact] ?? ""]),
    ...Object.entries(trial.values ?? {}).map(([metric, value]) => [...key, metric, String(value ?? "")]),
  ];
}

export function baselineCsv(rows: readonly BaselineRow[]): string {
  return stringify([BASELINE_COLUMNS, ...rows]);
}

/** SHA-256 of each scenario's rows, by scenario id. */
export function hashRows(rows: readonly BaselineRow[]): Record<string, string> {
  const byScenario = Map.groupBy(rows, ([scenario]) => scenario ?? "");
  return Object.fromEntries([...byScenario].map(([scenario, own]) => [scenario, stableHash(own)]));
}

const keySchema = z.strictObject({
  scenarioId: z.string().min(1),
  promptId: z.string().min(1),
  modelId: z.string().min(1),
  language: languageSchema,
  repeat: z.string().regex(/^\d+$/, "a whole number").transform(Number),
});

const factsSchema = z.strictObject({
  reply: z.string().transform(nullWhereEmpty),
  provenance: provenanceSchema,
  passed: z.enum(["true", "false"]).transform((passed) => passed === "true"),
  gates: z.string().transform((gates) => (gates === "" ? [] : gates.split(" "))),
  finding: z.string().transform(nullWhereEmpty),
});

function nullWhereEmpty(text: string): string | null {
  return text === "" ? null : text;
}

/** A row as it stands in the file. */
export interface NumberedRow {
  readonly line: number;
  readonly row: BaselineRow;
}

/** What is wrong with a line. */
export interface LineProblem {
  readonly line: number;
  readonly problem: string;
}

/** The trials that rows tell of, or every line that makes no sense. */
export function trialsOfRows(rows: readonly NumberedRow[]): {
  readonly trials: TrialFigures[];
  readonly problems: LineProblem[];
} {
  const trials: TrialFigures[] = [];
  const problems: LineProblem[] = [];
  for (const own of Map.groupBy(rows, ({ row }) => JSON.stringify(row.slice(0, -2))).values()) {
    const read = trialOfRows(own);
    if ("problem" in read) problems.push(read);
    else trials.push(read);
  }
  return { trials, problems };
}

function trialOfRows(rows: readonly NumberedRow[]): TrialFigures | LineProblem {
  const [first] = rows;
  if (first === undefined) throw new Error("a group has at least one row");
  const [scenarioId, promptId, modelId, language, repeat] = first.row;
  const key = keySchema.safeParse({ scenarioId, promptId, modelId, language, repeat });
  if (!key.success) return { line: first.line, problem: firstIssue(key.error) };
  const facts: Record<string, string> = {};
  const values: Record<string, number | null> = {};
  for (const { line, row } of rows) {
    const [metric = "", value = ""] = row.slice(-2);
    if (Object.hasOwn(facts, metric) || Object.hasOwn(values, metric))
      return { line, problem: `${metric} stands there twice` };
    if (isFact(metric)) facts[metric] = value;
    else if (value.trim() !== value || !Number.isFinite(Number(value))) {
      return { line, problem: `${metric} is "${value}", which is no number` };
    } else values[metric] = value === "" ? null : Number(value);
  }
  const known = factsSchema.safeParse(facts);
  if (known.success) return { ...key.data, ...known.data, values };
  return { line: first.line, problem: `${trialSelector(key.data)}: ${firstIssue(known.error)}` };
}

function isFact(metric: string): metric is (typeof FACTS)[number] {
  return (FACTS as readonly string[]).includes(metric);
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "wrong shape"}`;
}
