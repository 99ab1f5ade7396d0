import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import type { SummaryFigures } from "../contracts/history.ts";
import { languageSchema } from "../contracts/language.ts";
import { InvalidInputError, systemErrorCode } from "../shared/errors.ts";

const SUMMARY = "summary.csv";

const figure = z
  .string()
  .regex(/^(\d+(\.\d+)?(e[-+]?\d+)?)?$/, "a number, or nothing")
  .transform(numberOf);
const count = z.string().regex(/^\d+$/, "a whole number").transform(Number);

function numberOf(cell: string): number | null {
  return cell === "" ? null : Number(cell);
}

const rowSchema = z
  .object({
    prompt_id: z.string(),
    model_id: z.string(),
    language: languageSchema,
    planned: count,
    graded: count,
    pass_rate: figure,
    headline: figure,
    gate_failures: count,
    latency_p50_ms: figure,
    cost_usd: figure,
    live_trials: count,
    imported_trials: count,
    authored_trials: count,
    simulated_trials: count,
  })
  .transform(
    (row): SummaryFigures => ({
      promptId: row.prompt_id,
      modelId: row.model_id,
      language: row.language,
      planned: row.planned,
      graded: row.graded,
      passRate: row.pass_rate,
      headline: row.headline,
      gateFailures: row.gate_failures,
      latencyP50Ms: row.latency_p50_ms,
      costUsd: row.cost_usd,
      provenance: {
        live: row.live_trials,
        imported: row.imported_trials,
        authored: row.authored_trials,
        simulated: row.simulated_trials,
      },
    }),
  );

/** The rows of a run's `summary.csv`. @throws InvalidInputError with file and line where it cannot be read. */
export async function loadSummary(runPath: string): Promise<SummaryFigures[]> {
  const file = join(runPath, SUMMARY);
  const refuse = (at: string, received: string) =>
    new InvalidInputError({
      problem: "the summary of this run cannot be read",
      at,
      expected: "summary.csv as eval wrote it",
      received,
      fix: "npm run score -- <run> --write makes it anew",
    });
  try {
    const records: unknown[] = parse(await readFile(file), { columns: true, bom: true });
    return records.map((record, index) => {
      const row = rowSchema.safeParse(record);
      if (row.success) return row.data;
      const [issue] = row.error.issues;
      throw refuse(
        `${file}:${index + 2}`,
        `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "wrong shape"}`,
      );
    });
  } catch (error) {
    if (error instanceof CsvError) throw refuse(`${file}:${String(error.lines ?? "")}`, error.message);
    const code = systemErrorCode(error);
    if (code === null) throw error;
    throw refuse(file, code);
  }
}
