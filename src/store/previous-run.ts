import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { z } from "zod";
import { languageSchema } from "../contracts/language.ts";
import type { RunManifest } from "../contracts/run.ts";
import type { PastTrial } from "../contracts/trial.ts";
import { InvalidInputError, systemErrorCode } from "../shared/errors.ts";
import { stableHash } from "../shared/stable-hash.ts";
import { listRuns, loadManifest } from "./run-folder.ts";

export interface PastRun {
  readonly id: string;
  readonly trials: readonly PastTrial[];
}

/**
 * The newest finished run that may be compared with this one: same suite, scenarios, scorer versions and
 * weights. Prompts and models may differ: those are what a user changes. Null when there is none.
 */
export async function findPreviousRun(runsFolder: string, manifest: RunManifest): Promise<PastRun | null> {
  const ids = (await listRuns(runsFolder)).filter((id) => id < manifest.id).reverse();
  for (const id of ids) {
    const past = await loadManifest(join(runsFolder, id)).catch(skipUnreadable);
    if (past === null || !isComparable(past, manifest)) continue;
    const trials = await readTrialsCsv(join(runsFolder, id, "trials.csv"));
    if (trials !== null) return { id, trials };
  }
  return null;
}

function skipUnreadable(error: unknown): null {
  if (error instanceof InvalidInputError) return null;
  throw error;
}

function isComparable(past: RunManifest, present: RunManifest): boolean {
  return past.finishedAt !== null && gradingFingerprint(past) === gradingFingerprint(present);
}

/** Equal for runs whose figures mean the same: suite, scenarios, scorer versions, weights and judge. */
export function gradingFingerprint(manifest: RunManifest): string {
  const { suite, scenarioHashes, scorerVersions, weightsVersion, judge } = manifest;
  return stableHash([suite.id, scenarioHashes, scorerVersions, weightsVersion, judge ?? null]);
}

const EMPTY_IS_NULL = z.string().transform((cell) => (cell === "" ? null : Number(cell)));

const pastTrialSchema = z.object({
  scenario_id: z.string(),
  prompt_id: z.string(),
  model_id: z.string(),
  language: languageSchema,
  repeat: z.coerce.number().int(),
  headline: EMPTY_IS_NULL,
  passed: z.string().transform((cell) => cell === "true"),
});

/** Null when the file is gone or is no table of trials: then there is nothing to compare with, and no reason to stop. */
async function readTrialsCsv(path: string): Promise<PastTrial[] | null> {
  const trials: PastTrial[] = [];
  try {
    await pipeline(
      createReadStream(path),
      parse({ columns: true, bom: true }),
      async (records: AsyncIterable<unknown>) => {
        for await (const record of records) {
          const { scenario_id, prompt_id, model_id, ...rest } = pastTrialSchema.parse(record);
          trials.push({ scenarioId: scenario_id, promptId: prompt_id, modelId: model_id, ...rest });
        }
      },
    );
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof CsvError || systemErrorCode(error) !== null)
      return null;
    throw error;
  }
  return trials;
}
