import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse";
import { z } from "zod";
import { languageSchema } from "../contracts/language.ts";
import type { RunManifest } from "../contracts/run.ts";
import type { PastTrial } from "../contracts/trial.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { stableHash } from "../shared/stable-hash.ts";
import { loadManifest } from "./run-folder.ts";

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
    if (past !== null && isComparable(past, manifest)) {
      return { id, trials: await readTrialsCsv(join(runsFolder, id, "trials.csv")) };
    }
  }
  return null;
}

async function listRuns(runsFolder: string): Promise<string[]> {
  const entries = await readdir(runsFolder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function skipUnreadable(error: unknown): null {
  if (error instanceof InvalidInputError) return null;
  throw error;
}

function isComparable(past: RunManifest, present: RunManifest): boolean {
  const fingerprint = ({ suite, scenarioHashes, scorerVersions, weightsVersion }: RunManifest) =>
    stableHash([suite.id, scenarioHashes, scorerVersions, weightsVersion]);
  return past.finishedAt !== null && fingerprint(past) === fingerprint(present);
}

const EMPTY_IS_NULL = z.string().transform((cell) => (cell === "" ? null : Number(cell)));

const pastTrialSchema = z.object({
  scenario: z.string(),
  prompt: z.string(),
  model: z.string(),
  language: languageSchema,
  repeat: z.coerce.number().int(),
  headline: EMPTY_IS_NULL,
  passed: z.string().transform((cell) => cell === "true"),
});

async function readTrialsCsv(path: string): Promise<PastTrial[]> {
  const trials: PastTrial[] = [];
  const records = createReadStream(path).pipe(parse({ columns: true, bom: true }));
  for await (const record of records) {
    const { scenario, prompt, model, ...rest } = pastTrialSchema.parse(record);
    trials.push({ scenarioId: scenario, promptId: prompt, modelId: model, ...rest });
  }
  return trials;
}
