import type { BaselineCertificate } from "../contracts/baseline.ts";
import type { ComparisonNames } from "../contracts/review.ts";
import type { RunManifest } from "../contracts/run.ts";

interface Against {
  /** Of the run's suite; null where none is approved. */
  readonly baseline: Pick<BaselineCertificate, "name" | "promptHashes"> | null;
  /** The newest earlier run that may be compared with it; null where there is none. */
  readonly previous: RunManifest | null;
}

/**
 * The pairs worth comparing: the run's prompts two by two, then each prompt with the baseline and with itself in the
 * earlier run. None before the run is finished.
 */
export function comparisonsOfRun(
  { id, finishedAt, suite: { prompts } }: RunManifest,
  { baseline, previous }: Against,
): ComparisonNames[] {
  if (finishedAt === null) return [];
  const side = (promptId: string) => `${id}@${promptId}`;
  return [
    ...prompts.flatMap((before, index) =>
      prompts.slice(index + 1).map((after) => ({ baseline: side(before), candidate: side(after) })),
    ),
    ...prompts.flatMap((promptId) =>
      baselineSide(promptId, baseline).map((name) => ({ baseline: name, candidate: side(promptId) })),
    ),
    ...prompts
      .filter((promptId) => previous?.suite.prompts.includes(promptId))
      .map((promptId) => ({ baseline: `${previous?.id}@${promptId}`, candidate: side(promptId) })),
  ];
}

/** A baseline of several prompts is compared by the same one: which else is meant nobody knows. */
function baselineSide(promptId: string, baseline: Against["baseline"]): string[] {
  if (baseline === null) return [];
  const approved = Object.keys(baseline.promptHashes);
  if (approved.length === 1) return [`baseline:${baseline.name}`];
  return approved.includes(promptId) ? [`baseline:${baseline.name}@${promptId}`] : [];
}
