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
 * scored. An unresolved root cause counts without credit, every other missing verdict is left out. A summary only: it stands beside the scores and the gate failures, never instead of them.
 */
export function computeHeadline(
  scores: readonly Pick<Score, "scorerId" | "value">[],
  gateFailures: readonly GateFailure[],
): number | null {
  let total = 0;
  let weight = 0;
  for (const { scorerId, value } of scores) {
    if (value === null && !NO_CREDIT_UNRESOLVED.has(scorerId)) continue;
    const scorerWeight = weightOf(scorerId);
    total += scorerWeight * (value ?? 0);
    weight += scorerWeight;
  }
  if (weight === 0 || scores.every(({ value }) => value === null)) return null;
  return Math.min((100 * total) / weight, gateFailures.length > 0 ? CAP_AFTER_GATE_FAILURE : 100);
}

const UNSUPPORTED_AT_MOST = 2;

/**
 * No gate failed, the right cause at rank 1, the severity not too low, no figure that the incident text
 * contradicts and at most two inventions. Polish does not help.
 */
export function decidePassed({
  scores,
  gateFailures,
  isSeverityTooLow,
  isJudgedRight = false,
  contradicted = 0,
  unsupported = 0,
}: {
  scores: readonly Pick<Score, "scorerId" | "value">[];
  gateFailures: readonly GateFailure[];
  isSeverityTooLow: boolean;
  /** Whether a judge takes a cause that no rule recognised for the right one. */
  isJudgedRight?: boolean;
  /** Distinct figures and distinct inventions, as `countUnsupported` counts them. */
  contradicted?: number;
  unsupported?: number;
}): boolean {
  const rootCause = scores.find(({ scorerId }) => scorerId === "root-cause")?.value ?? null;
  const isRight = rootCause === null ? isJudgedRight : rootCause >= CORRECT_FROM;
  const isGrounded = contradicted === 0 && unsupported <= UNSUPPORTED_AT_MOST;
  return gateFailures.length === 0 && isRight && !isSeverityTooLow && isGrounded;
}

function weightOf(scorerId: string): number {
  const weight = weights[scorerId];
  if (weight === undefined) throw new Error(`the scorer "${scorerId}" has no weight`);
  return weight;
}
