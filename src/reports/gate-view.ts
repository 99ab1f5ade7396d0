import type { Comparison, NewGateFailure, TrialFigures } from "../contracts/comparison.ts";
import type { FailureReplay, GateDecision } from "../contracts/gate.ts";

/** One gate's decision as it is shown: all that its renderers are given. */
export interface GateView {
  readonly suiteId: string;
  readonly decision: GateDecision;
  readonly candidate: GateSide;
  readonly baseline: GateSide & {
    readonly runId: string;
    /** ISO 8601. */
    readonly approvedAt: string;
  };
  /** Over the gated metrics. */
  readonly comparison: Comparison;
  /** New hard failures that stand, with what fresh replies said of them. */
  readonly standing: readonly (NewGateFailure & { readonly askedAgain: string })[];
  /** New hard failures that fresh replies did not confirm. */
  readonly cleared: readonly NewGateFailure[];
  readonly replays: readonly FailureReplay[];
  /** The run that was written or read. */
  readonly runId: string;
  readonly callsMade: number;
  /** Known cost of the calls made; null where none is known. */
  readonly spentUsd: number | null;
}

export interface GateSide {
  readonly promptId: string;
  readonly trials: readonly TrialFigures[];
}

/** The suite's prompt as people find it in the repository. */
export function promptFile({ promptId }: GateSide): string {
  return `prompts/${promptId}/system.md`;
}

/** "2 of 8 rules broken, 1 undecided". */
export function countRules({ rules }: GateDecision): string {
  const count = (outcome: string) => rules.filter((rule) => rule.outcome === outcome).length;
  const undecided = count("undecided");
  return `${count("broken")} of ${rules.length} rules broken${undecided === 0 ? "" : `, ${undecided} undecided`}`;
}

/** Broken rules first, kept ones last, else as they were applied. */
export function rulesWorstFirst({ rules }: GateDecision): GateDecision["rules"] {
  const order = ["broken", "undecided", "kept"];
  return rules.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
}

/** Sum over the trials whose cost is known; null where none is. */
export function knownCostUsd({ trials }: GateSide): number | null {
  const costs = trials.flatMap(({ values }) => values?.cost ?? []);
  return costs.length === 0 ? null : costs.reduce((total, cost) => total + cost, 0);
}

/** What the policy made of undecided rules; null where there was nothing to make. */
export function policyNote({ decision, strict }: GateDecision): string | null {
  if (strict !== "inconclusive" || decision === "inconclusive") return null;
  return `undecided by the rules; the policy reads that as ${decision}`;
}
