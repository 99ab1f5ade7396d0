import { gradingDifferences } from "../compare/check-comparable.ts";
import type { Tolerances } from "../compare/compare-metrics.ts";
import { compareTrials } from "../compare/compare-trials.ts";
import type { Metric } from "../compare/metrics.ts";
import { pairCells } from "../compare/pair-cells.ts";
import type { Comparison, ScenarioFacts, TrialFigures } from "../contracts/comparison.ts";
import type { Language } from "../contracts/language.ts";
import type { Scenario } from "../contracts/scenario.ts";
import { type InputProblem, InvalidInputError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { BASELINE, type FoundSide } from "./find-side.ts";

export interface TrialFilters {
  readonly scenarios?: readonly string[];
  readonly models?: readonly string[];
  readonly languages?: readonly Language[];
}

interface LoadedSide extends FoundSide {
  readonly trials: readonly TrialFigures[];
}

interface Sides {
  readonly baseline: LoadedSide;
  readonly candidate: LoadedSide;
}

export interface ComparedSides {
  readonly comparison: Comparison;
  /** With the trials that were compared. */
  readonly sides: Sides;
}

/**
 * Compares two sides that may be compared.
 *
 * @throws InvalidInputError where they are one and the same, were graded differently, share no cell, or where a
 *   filter names what neither has.
 */
export async function compareSides(
  found: { readonly baseline: FoundSide; readonly candidate: FoundSide },
  {
    filters,
    ...options
  }: {
    readonly filters: TrialFilters;
    readonly metrics: readonly Metric[];
    readonly tolerances: Tolerances;
    readonly scenarios: ReadonlyMap<string, Scenario>;
  },
): Promise<ComparedSides> {
  assertDifferent(found);
  const sides = filterSides(
    {
      baseline: { ...found.baseline, trials: await found.baseline.loadTrials() },
      candidate: { ...found.candidate, trials: await found.candidate.loadTrials() },
    },
    filters,
  );
  assertGradedAlike(sides);
  assertShared(sides);
  const comparison = compareTrials(sides.baseline, sides.candidate, {
    metrics: options.metrics,
    tolerances: options.tolerances,
    scenarioFacts: factsOf(options.scenarios),
  });
  return { comparison, sides };
}

function factsOf(scenarios: ReadonlyMap<string, Scenario>): Map<string, ScenarioFacts> {
  return new Map(
    [...scenarios.values()].map(({ id, category, expected }) => [
      id,
      { category, severity: expected.severity },
    ]),
  );
}

function assertDifferent({ baseline, candidate }: { baseline: FoundSide; candidate: FoundSide }): void {
  if (baseline.source !== candidate.source || baseline.promptId !== candidate.promptId) return;
  throw new InvalidInputError({
    problem: "both sides are the same trials",
    expected: "two prompts of one run, two runs, or a run and a baseline",
    received: `${baseline.label}, twice`,
    fix: "npm run compare -- v1 v2",
  });
}

function filterSides({ baseline, candidate }: Sides, { scenarios, models, languages }: TrialFilters): Sides {
  const all = [...baseline.trials, ...candidate.trials];
  const unknown = (kind: string, asked: readonly string[] = [], of: (trial: TrialFigures) => string) => {
    const known = [...new Set(all.map(of))].sort();
    return asked
      .filter((id) => !known.includes(id))
      .map((id) => ({ ...unknownName(kind, id, known), at: `--${kind}s` }));
  };
  const problems: InputProblem[] = [
    ...unknown("scenario", scenarios, ({ scenarioId }) => scenarioId),
    ...unknown("model", models, ({ modelId }) => modelId),
    ...unknown("language", languages, ({ language }) => language),
  ];
  if (problems.length > 0) throw new InvalidInputError(problems);
  const wanted = (trial: TrialFigures) =>
    (scenarios?.includes(trial.scenarioId) ?? true) &&
    (models?.includes(trial.modelId) ?? true) &&
    (languages?.includes(trial.language) ?? true);
  return {
    baseline: { ...baseline, trials: baseline.trials.filter(wanted) },
    candidate: { ...candidate, trials: candidate.trials.filter(wanted) },
  };
}

function assertGradedAlike({ baseline, candidate }: Sides): void {
  const ofCandidate = new Set(candidate.trials.map(({ scenarioId }) => scenarioId));
  const shared = [...new Set(baseline.trials.map(({ scenarioId }) => scenarioId))].filter((id) =>
    ofCandidate.has(id),
  );
  const differences = gradingDifferences(baseline, candidate, shared);
  if (differences.length === 0) return;
  throw new InvalidInputError({
    problem: `${baseline.label} and ${candidate.label} were not graded alike, so their figures do not compare`,
    expected: "the same scenarios, scorers, weights and judge on both sides",
    received: differences.map(({ what }) => what).join("; "),
    fix: fixOf(
      { baseline, candidate },
      differences.some(({ curedBy }) => curedBy === "judge"),
    ),
  });
}

/** A baseline that is not stale is graded as today; then the other side is what is old. */
function fixOf({ baseline, candidate }: Sides, isJudgeOther: boolean): string {
  const judge = (baseline.identity.judge ?? candidate.identity.judge)?.modelId;
  if (isJudgeOther)
    return `npm run eval -- --suite ${candidate.suiteId} --judge ${judge}, and compare with that run`;
  const commands = [...new Set([baseline, candidate].flatMap(({ regradeCommand }) => regradeCommand ?? []))];
  return `${commands.join(" && ")} (where an incident's text was edited, run eval again instead: its replies read the old one)`;
}

function assertShared({ baseline, candidate }: Sides): void {
  if (pairCells(baseline.trials, candidate.trials).cells.length > 0) return;
  throw new InvalidInputError({
    problem: `${baseline.label} and ${candidate.label} have no graded cell in common`,
    expected: "at least one scenario × language × model with a reply on both sides",
    received: [baseline, candidate].map(describeTrials).join("; "),
    fix: `npm run eval -- --suite ${candidate.suiteId}, or leave out a filter${candidate.source.startsWith(BASELINE) ? ", or name another baseline" : ""}`,
  });
}

function describeTrials({ label, trials }: LoadedSide): string {
  const names = (of: (trial: TrialFigures) => string) => [...new Set(trials.map(of))].join(", ") || "none";
  const graded = trials.filter(({ values }) => values !== null).length;
  return `${label}: ${graded} of ${trials.length} trials graded, models ${names(({ modelId }) => modelId)}, languages ${names(({ language }) => language)}`;
}
