import { InvalidInputError } from "../shared/errors.ts";

const SAFE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

// Windows opens a device, not a file, under these names, whatever follows the first dot.
const DEVICE_NAME = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Can this model id name a file on every system? */
export function isSafeModelId(modelId: string): boolean {
  return SAFE_ID.test(modelId) && !DEVICE_NAME.test(modelId);
}

export const SAFE_MODEL_ID =
  "letters, digits, dot, dash and underscore, a letter or digit first, 100 at most";

/**
 * The file under the recordings folder that holds one model's replies.
 *
 * @throws InvalidInputError for an id that could leave the folder or that a file system refuses.
 */
export function recordingFileName(modelId: string): string {
  if (isSafeModelId(modelId)) return `${modelId}.jsonl`;
  throw new InvalidInputError({
    problem: "a model id cannot name a file",
    at: "evals/models.yaml, models",
    expected: SAFE_MODEL_ID,
    received: JSON.stringify(modelId),
    fix: "rename the model",
  });
}
