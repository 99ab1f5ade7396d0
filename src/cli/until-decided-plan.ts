import { metricsFor } from "../compare/metrics.ts";
import { asShare, type BoundedMetric, isBounded } from "../compare/sequential-value.ts";
import type { Suite } from "../contracts/suite.ts";
import { scorers } from "../scoring/registry.ts";
import { type InputProblem, InvalidInputError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";
import type { EvalFlags } from "./prepare-eval.ts";

/** What `--until-decided` adds to the flags of `eval`. */
export interface UntilDecidedFlags extends EvalFlags {
  readonly untilDecided?: boolean;
  readonly maxRepeats?: number;
  readonly metric?: string;
  readonly tolerance?: number;
  /** False after --no-futility. */
  readonly futility: boolean;
}

/** What is compared, on what, and against which loss. */
export interface Question {
  readonly prompts: readonly [string, string];
  readonly metric: BoundedMetric;
  /** In the metric's unit. */
  readonly tolerance: number;
  readonly maxRepeats: number;
}

const MOST_REPEATS = 10;
const DEFAULT_METRIC = "headline";

/**
 * @throws InvalidInputError with every flag that does not go with `--until-decided`, a metric without bounds, a
 *   tolerance outside its range, and anything but two prompts.
 */
export function questionOf(flags: UntilDecidedFlags, suite: Suite): Question {
  const prompts = flags.prompts ?? suite.prompts;
  const metric = findMetric(flags.metric ?? DEFAULT_METRIC);
  const problems = [...clashes(flags), ...promptProblems(prompts), ...("problem" in metric ? [metric] : [])];
  const [baseline = "", candidate = ""] = prompts;
  if ("problem" in metric) throw new InvalidInputError(problems);
  const tolerance = flags.tolerance ?? suite.gate.tolerances[metric.id] ?? metric.tolerance;
  if (asShare(metric, tolerance) >= 1) problems.push(toleranceProblem(metric, tolerance));
  if (problems.length > 0) throw new InvalidInputError(problems);
  return { prompts: [baseline, candidate], metric, tolerance, maxRepeats: flags.maxRepeats ?? MOST_REPEATS };
}

/** @throws InvalidInputError for flags that only `--until-decided` reads. */
export function assertNoSequentialFlags({
  maxRepeats,
  metric,
  tolerance,
  futility,
}: UntilDecidedFlags): void {
  const given = [
    ...(maxRepeats === undefined ? [] : ["--max-repeats"]),
    ...(metric === undefined ? [] : ["--metric"]),
    ...(tolerance === undefined ? [] : ["--tolerance"]),
    ...(futility ? [] : ["--no-futility"]),
  ];
  if (given.length === 0) return;
  throw new InvalidInputError({
    problem: `${given.join(" and ")} says nothing without --until-decided`,
    at: given.join(", "),
    fix: "add --until-decided, or leave it out",
  });
}

function clashes({ mode, repeats, judge }: UntilDecidedFlags): InputProblem[] {
  const clash = (flag: string, why: string, fix: string): InputProblem => ({
    problem: `${flag} does not go with --until-decided: ${why}`,
    at: flag,
    fix,
  });
  return [
    ...(mode === undefined || mode === "auto"
      ? []
      : [clash("--mode", "it asks for fresh replies and never asks again for old ones", "leave --mode out")]),
    ...(repeats === undefined
      ? []
      : [clash("--repeats", "it finds out how many it takes", "say the most with --max-repeats")]),
    ...(judge === undefined ? [] : [clash("--judge", "a verdict rests on code alone", "leave --judge out")]),
  ];
}

function promptProblems(prompts: readonly string[]): InputProblem[] {
  if (prompts.length === 2 && prompts[0] !== prompts[1]) return [];
  return [
    {
      problem: "--until-decided compares two prompts",
      at: "--prompts",
      expected: "the baseline and the candidate, such as v1,v2",
      received: prompts.join(","),
      fix: "name two",
    },
  ];
}

function findMetric(id: string): BoundedMetric | InputProblem {
  const bounded = metricsFor(scorers.map((scorer) => scorer.id)).filter(isBounded);
  return (
    bounded.find((metric) => metric.id === id) ??
    unknownName(
      "metric",
      id,
      bounded.map((metric) => metric.id),
    )
  );
}

function toleranceProblem({ id, unit }: BoundedMetric, tolerance: number): InputProblem {
  return {
    problem: `a tolerance as large as all of ${id} decides nothing`,
    at: "--tolerance",
    expected: unit === "points" ? "points, from 0 to below 100" : "a share, from 0 to below 1",
    received: String(tolerance),
  };
}
