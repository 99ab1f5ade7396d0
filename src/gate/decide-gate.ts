import type { Comparison, MetricComparison, TrialFigures } from "../contracts/comparison.ts";
import type { FailureReplay, GateDecision, GatePolicy, GateRule } from "../contracts/gate.ts";
import { applyBudgets } from "./budgets.ts";
import { describeMetric } from "./describe-metric.ts";
import { judgeNewFailures } from "./judge-new-failures.ts";

export interface GateInput {
  readonly comparison: Comparison;
  /** Every planned trial of the candidate, those without a reply included. */
  readonly candidate: readonly TrialFigures[];
  /** Planned trials that need a judge and have no judgement, where the suite uses one. */
  readonly unjudged?: number;
  /** New hard failures that were asked again, or why they were not. */
  readonly replays?: readonly FailureReplay[];
}

/**
 * May the candidate ship? Every rule must be kept. One broken rule is a no-go; else one undecided rule makes the
 * whole undecided, which the policy then reads as go, no-go or inconclusive.
 *
 * Fails closed: an empty suite, a cell without a reply and a metric without values are broken rules, and a judge that
 * did not answer leaves the gate undecided. Raising every score never turns a go into a no-go.
 */
export function decideGate(input: GateInput, policy: GatePolicy): GateDecision {
  const { comparison, candidate, unjudged = 0, replays = [] } = input;
  const rules = [
    everyCellGraded(comparison, candidate),
    enoughScenarios(comparison, policy),
    ...gatedMetrics(comparison, candidate, policy),
    ...parityRules(comparison, policy),
    ...policy.never.map((invariant) => neverRule(invariant, { comparison, candidate, replays })),
    ...applyBudgets(candidate, policy.budgets),
    ...(unjudged === 0 ? [] : [undecided("every judgement given", `${unjudged} trials were not judged`)]),
  ];
  const strict = rules.some(({ outcome }) => outcome === "broken")
    ? "no-go"
    : rules.some(({ outcome }) => outcome === "undecided")
      ? "inconclusive"
      : "go";
  return {
    schemaVersion: 1,
    decision: strict === "inconclusive" ? MEANS[policy.inconclusive] : strict,
    strict,
    rules,
  };
}

const MEANS = { fail: "no-go", warn: "inconclusive", pass: "go" } as const;

function everyCellGraded(
  { unpairedCells, pairedCells }: Comparison,
  candidate: readonly TrialFigures[],
): GateRule {
  const rule = "every cell graded";
  const missing = candidate.filter(({ values }) => values === null).length;
  if (candidate.length === 0) return broken(rule, "the suite is empty");
  if (missing > 0) return broken(rule, `${missing} of ${candidate.length} trials have no reply`);
  if (unpairedCells > 0) return broken(rule, `${unpairedCells} cells have no counterpart in the baseline`);
  return kept(rule, `${pairedCells} cells on both sides`);
}

function enoughScenarios({ metrics }: Comparison, { minimumScenarios }: GatePolicy): GateRule {
  const scenarios = Math.max(0, ...metrics.map((metric) => metric.scenarios));
  const rule = "enough scenarios";
  const reason = `${scenarios} paired, ${minimumScenarios} asked for`;
  return scenarios >= minimumScenarios ? kept(rule, reason) : undecided(rule, reason);
}

function gatedMetrics(
  { metrics, slices }: Comparison,
  candidate: readonly TrialFigures[],
  { tolerances, byLanguage, unscoredAtMost }: GatePolicy,
): GateRule[] {
  const overall = Object.keys(tolerances).flatMap((id) => {
    const rule = `tolerance ${id}`;
    return [
      unscoredRule(id, { candidate, unscoredAtMost, rule }) ??
        toleranceRule(
          rule,
          metrics.find(({ metric }) => metric === id),
        ),
    ];
  });
  const perLanguage = Object.entries(byLanguage).flatMap(([language, own = {}]) => {
    const slice = slices.find(({ by, name }) => by === "language" && name === language);
    const spoken = candidate.filter((trial) => trial.language === language);
    return Object.keys(own).map((id) => {
      const rule = `tolerance ${id} in ${language}`;
      return (
        unscoredRule(id, { candidate: spoken, unscoredAtMost, rule }) ??
        toleranceRule(
          rule,
          slice?.metrics.find(({ metric }) => metric === id),
        )
      );
    });
  });
  return [...overall, ...perLanguage];
}

/** Null where enough trials have a value. */
function unscoredRule(
  metric: string,
  {
    candidate,
    unscoredAtMost,
    rule,
  }: { candidate: readonly TrialFigures[]; unscoredAtMost: number; rule: string },
): GateRule | null {
  const graded = candidate.flatMap(({ values }) => (values === null ? [] : [values]));
  const unscored = graded.filter((values) => (values[metric] ?? null) === null).length;
  if (unscored <= unscoredAtMost * graded.length) return null;
  return broken(rule, `${unscored} of ${graded.length} trials have no value`);
}

function toleranceRule(rule: string, metric: MetricComparison | undefined): GateRule {
  if (metric === undefined) return broken(rule, "the comparison has no such metric");
  const reason = describeMetric(metric);
  if (metric.verdict === "worse") return broken(rule, reason);
  return metric.verdict === "inconclusive" ? undecided(rule, reason) : kept(rule, reason);
}

function parityRules({ parity }: Comparison, policy: GatePolicy): GateRule[] {
  return Object.entries(policy.parity).map(([id, tolerance]) => {
    const rule = `parity ${id}`;
    const found = parity.find(({ metric }) => metric === id);
    if (found === undefined)
      return undecided(rule, "no scenario was answered in both languages on both sides");
    const { change, scenarios } = found;
    if (change === null) return undecided(rule, `only ${scenarios} scenarios in both languages`);
    const reason = `Chinese moved by ${signed(change.mean)} against English [${signed(change.low)}, ${signed(change.high)}], tolerance ${tolerance}`;
    if (change.high < -tolerance) return broken(rule, reason);
    return change.low >= -tolerance ? kept(rule, reason) : undecided(rule, reason);
  });
}

function neverRule(
  invariant: GatePolicy["never"][number],
  {
    comparison,
    candidate,
    replays,
  }: Pick<GateInput, "comparison" | "candidate"> & { replays: readonly FailureReplay[] },
): GateRule {
  const rule = `never ${invariant}`;
  const { standing, cleared } = judgeNewFailures(comparison.newGateFailures, replays);
  const isAboutNew = invariant === "new-gate-failure";
  const found = isAboutNew ? standing : candidate.filter(({ gates }) => gates.includes(invariant));
  const clearedNote =
    isAboutNew && cleared.length > 0 ? `; ${cleared.length} more not confirmed by fresh replies` : "";
  const [first] = found;
  const graded = candidate.filter(({ values }) => values !== null).length;
  if (first === undefined)
    return kept(rule, `0 of ${graded}; the true rate may be up to ${upTo(graded)}${clearedNote}`);
  const where = `${first.scenarioId} · ${first.promptId} · ${first.modelId} · ${first.language}`;
  const askedAgain = "askedAgain" in first ? `; ${first.askedAgain}` : "";
  return broken(
    rule,
    `${found.length}, first ${where}: ${first.finding ?? "no finding was kept"}${askedAgain}${clearedNote}`,
  );
}

/** Rule of three: none seen in n trials leaves room for a rate of 3/n (95 %). */
function upTo(trials: number): string {
  return trials === 0 ? "1" : Math.min(1, 3 / trials).toFixed(2);
}

function signed(value: number): string {
  return `${value < 0 ? "-" : "+"}${Math.abs(value).toFixed(3)}`;
}

function kept(rule: string, reason: string): GateRule {
  return { rule, outcome: "kept", reason };
}

function broken(rule: string, reason: string): GateRule {
  return { rule, outcome: "broken", reason };
}

function undecided(rule: string, reason: string): GateRule {
  return { rule, outcome: "undecided", reason };
}
