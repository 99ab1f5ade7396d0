import { type TrialKey, trialSelector } from "../contracts/trial.ts";
import { printableLine } from "../reports/printable.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";

/** A trial, and the key of the recording it is graded from, which tells apart two of the same name. */
export interface TrialCandidate {
  readonly key: TrialKey;
  readonly recordingKey: string;
}

const SHOWN_AT_MOST = 20;
const RECORDING_KEY = /^[0-9a-f]{8,64}$/;
const KEY_SHOWN = 12;

/**
 * The one trial that a selector names: `scenario/prompt/model/language/repeat`, from the last part on as many
 * left out as leave it clear, or the first 8 or more digits of its recording's key.
 *
 * @throws InvalidInputError that lists the candidates when it is none or several.
 */
export function selectTrial<T extends TrialCandidate>(selector: string, candidates: readonly T[]): T {
  const matching = candidates.filter((candidate) => isNamedBy(selector, candidate));
  const [only, second] = matching;
  if (only !== undefined && second === undefined) return only;
  if (only === undefined) {
    const { problem, fix } = unknownName("trial", selector, candidates.map(nameOf));
    throw new InvalidInputError({
      problem,
      at: "--explain",
      expected: `one of\n${listed(candidates)}`,
      ...(fix === undefined ? {} : { fix }),
    });
  }
  throw new InvalidInputError({
    problem: `"${selector}" names ${matching.length} trials`,
    at: "--explain",
    expected: `one of\n${listed(matching)}`,
    fix: isSameName(matching) ? "the key of its recording, as it stands in brackets" : nameOf(only),
  });
}

function isNamedBy(selector: string, { key, recordingKey }: TrialCandidate): boolean {
  if (RECORDING_KEY.test(selector) && recordingKey.startsWith(selector)) return true;
  const name = trialSelector(key);
  return name === selector || name.startsWith(`${selector.replace(/\/$/, "")}/`);
}

function isSameName(candidates: readonly TrialCandidate[]): boolean {
  return new Set(candidates.map(nameOf)).size < candidates.length;
}

function nameOf({ key }: TrialCandidate): string {
  return trialSelector(key);
}

function listed(candidates: readonly TrialCandidate[]): string {
  const lines = candidates
    .slice(0, SHOWN_AT_MOST)
    .map(
      (candidate) =>
        `    ${printableLine(nameOf(candidate))} (${candidate.recordingKey.slice(0, KEY_SHOWN)})`,
    );
  const more = candidates.length - lines.length;
  return [...lines, ...(more > 0 ? [`    and ${more} more`] : [])].join("\n");
}
