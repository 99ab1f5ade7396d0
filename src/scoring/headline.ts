import type { HeadlineArithmetic, PassRule } from "../contracts/explanation.ts";
import type { GateFailure, Score } from "../contracts/score.ts";
import { CORRECT_FROM } from "./root-cause-match.ts";
import { weights } from "./weights.ts";

/** A cap and not 0: it keeps the order among failed reports, and no polish lifts one above this. */
const CAP_AFTER_GATE_FAILURE = 40;
/**
 * What these leave unresolved earns no credit until a reader confirms it. Left out like other missing verdicts, a
 * report that says nothing at all would beat one that names half the cause.
 */
const NO_CREDIT_UNRESOLVED: ReadonlySet<string> = new Set(["root-cause", "root-cause-depth"]);

/**
 * The weighted mean of the scored values, 0 to 100, at most 40 when any gate failed; null when nothing was
 * scored. An unresolved root cause counts without credit, every other missing verdict is left out. A summary
 * only: it stands beside the scores and the gate failures, never instead of them.
 */
export function computeHeadline(
  scores: readonly Pick<Score, "scorerId" | "value">[],
  gateFailures: readonly GateFailure[],
): number | null {
  return headlineArithmetic(scores, gateFailures).headline;
}

/** The same, with every step on the way. */
export function headlineArithmetic(
  scores: readonly Pick<Score, "scorerId" | "value">[],
  gateFailures: readonly GateFailure[],
): HeadlineArithmetic {
  const parts = scores.flatMap(({ scorerId, value }) =>
    value === null && !NO_CREDIT_UNRESOLVED.has(scorerId)
      ? []
      : [{ scorerId, value: value ?? 0, weight: weightOf(scorerId) }],
  );
  let total = 0;
  let weight = 0;
  for (const part of parts) {
    total += part.weight * part.value;
    weight += part.weight;
  }
  const cap = gateFailures.length > 0 ? CAP_AFTER_GATE_FAILURE : null;
  const isScored = weight > 0 && scores.some(({ value }) => value !== null);
  const mean = isScored ? (100 * total) / weight : null;
  return { parts, total, weight, mean, cap, headline: mean === null ? null : Math.min(mean, cap ?? 100) };
}

const UNSUPPORTED_AT_MOST = 2;

/** What the pass rule decides on. */
export interface PassInput {
  readonly scores: readonly Pick<Score, "scorerId" | "value">[];
  readonly gateFailures: readonly GateFailure[];
  readonly isSeverityTooLow: boolean;
  /** Whether a judge takes a cause that no rule recognised for the right one. */
  readonly isJudgedRight?: boolean;
  /** Distinct figures and distinct inventions, as `countUnsupported` counts them. */
  readonly contradicted?: number;
  readonly unsupported?: number;
}

/**
 * No gate failed, the right cause at rank 1, the severity not too low, no figure that the incident text
 * contradicts and at most two inventions. Polish does not help.
 */
export function decidePassed(input: PassInput): boolean {
  return passRules(input).every(({ isMet }) => isMet);
}

/** The pass rule point by point. */
export function passRules({
  scores,
  gateFailures,
  isSeverityTooLow,
  isJudgedRight = false,
  contradicted = 0,
  unsupported = 0,
}: PassInput): PassRule[] {
  const rootCause = scores.find(({ scorerId }) => scorerId === "root-cause")?.value ?? null;
  const isRight = rootCause === null ? isJudgedRight : rootCause >= CORRECT_FROM;
  const unresolved = isJudgedRight ? "not scored, right in a judge's eyes" : "not scored";
  return [
    { rule: "no gate failed", isMet: gateFailures.length === 0, found: `${gateFailures.length} failed` },
    {
      rule: `the right cause at rank 1 (root-cause at least ${CORRECT_FROM})`,
      isMet: isRight,
      found: rootCause === null ? unresolved : String(Number(rootCause.toFixed(3))),
    },
    {
      rule: "the severity not too low",
      isMet: !isSeverityTooLow,
      found: isSeverityTooLow ? "too low" : "high enough",
    },
    {
      rule: "no figure that the incident text contradicts",
      isMet: contradicted === 0,
      found: `${contradicted} contradicted`,
    },
    {
      rule: `at most ${UNSUPPORTED_AT_MOST} inventions (quotations, figures, names and claims without support)`,
      isMet: unsupported <= UNSUPPORTED_AT_MOST,
      found: `${unsupported} found`,
    },
  ];
}

function weightOf(scorerId: string): number {
  const weight = weights[scorerId];
  if (weight === undefined) throw new Error(`the scorer "${scorerId}" has no weight`);
  return weight;
}
