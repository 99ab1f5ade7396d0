import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { z } from "zod";
import { languageSchema } from "../contracts/language.ts";
import type { PastTrial } from "../contracts/trial.ts";
import { systemErrorCode } from "../shared/errors.ts";

export const TRIALS_CSV = "trials.csv";

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
export async function readTrialsCsv(path: string): Promise<PastTrial[] | null> {
  const trials: PastTrial[] = [];
  return (await eachTrialOfCsv(path, (trial) => trials.push(trial))) ? trials : null;
}

/** Shows the trials of `trials.csv` one by one; false, perhaps after some, where it is gone or is no table of trials. */
export async function eachTrialOfCsv(path: string, onTrial: (trial: PastTrial) => void): Promise<boolean> {
  try {
    await pipeline(
      createReadStream(path),
      parse({ columns: true, bom: true }),
      async (records: AsyncIterable<unknown>) => {
        for await (const record of records) {
          const { scenario_id, prompt_id, model_id, ...rest } = pastTrialSchema.parse(record);
          onTrial({ scenarioId: scenario_id, promptId: prompt_id, modelId: model_id, ...rest });
        }
      },
    );
    return true;
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof CsvError || systemErrorCode(error) !== null)
      return false;
    throw error;
  }
}
