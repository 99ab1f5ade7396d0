import type { GradingIdentity } from "../contracts/baseline.ts";

/** One side of a comparison by what graded it. */
export interface GradedSide {
  readonly label: string;
  readonly identity: GradingIdentity;
}

/** One thing in which two sides were graded differently. */
export interface GradingDifference {
  /** What makes both alike again: grading stored replies anew, or a run with the same judge. */
  readonly curedBy: "regrade" | "judge";
  /** Such as "scorer severity: 2 in v1, 3 in v2". */
  readonly what: string;
}

/**
 * Every reason why the grades of two sides do not mean the same: scorer versions, weights, the judge, and the
 * scenarios that both have. Prompts and models may differ: those are what is compared.
 */
export function gradingDifferences(
  baseline: GradedSide,
  candidate: GradedSide,
  sharedScenarioIds: readonly string[],
): GradingDifference[] {
  const told = (what: string, of: (identity: GradingIdentity) => string | number) =>
    `${what}: ${of(baseline.identity)} in ${baseline.label}, ${of(candidate.identity)} in ${candidate.label}`;
  const [a, b] = [baseline.identity, candidate.identity];
  const scorerIds = [...new Set([...Object.keys(a.scorerVersions), ...Object.keys(b.scorerVersions)])];
  const regraded = [
    ...scorerIds
      .filter((id) => a.scorerVersions[id] !== b.scorerVersions[id])
      .map((id) => told(`scorer ${id}`, ({ scorerVersions }) => scorerVersions[id] ?? "none")),
    ...(a.weightsVersion === b.weightsVersion
      ? []
      : [told("weights", ({ weightsVersion }) => weightsVersion)]),
    ...sharedScenarioIds
      .filter((id) => a.scenarioHashes[id] !== b.scenarioHashes[id])
      .map((id) => `scenario ${id} was edited between them`),
  ];
  const judges = judgeName(a) === judgeName(b) ? [] : [told("judge", judgeName)];
  return [
    ...regraded.map((what) => ({ what, curedBy: "regrade" as const })),
    ...judges.map((what) => ({ what, curedBy: "judge" as const })),
  ];
}

const SHORT_HASH = 8;

/** Names a judge so that another model entry or prompt is another name. */
function judgeName({ judge }: GradingIdentity): string {
  if (judge === undefined) return "none";
  const { modelId, modelHash, promptId, promptHash } = judge;
  return `${modelId} (entry ${modelHash.slice(0, SHORT_HASH)}, prompt ${promptId} ${promptHash.slice(0, SHORT_HASH)})`;
}
