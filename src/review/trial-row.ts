import type { TrialRow } from "../contracts/review.ts";

/** Whether there was a reply to grade, readable or not. */
export function isGradedRow({ outcome }: Pick<TrialRow, "outcome">): boolean {
  return outcome === "scored" || outcome === "unreadable";
}

/** 0 to 1; null where the scorer gave nothing, or is not known at all. */
export function scoreOf({ scores }: Pick<TrialRow, "scores">, scorerId: string): number | null {
  // Scorers are named in addresses too, where anybody can write "constructor".
  return Object.hasOwn(scores, scorerId) ? (scores[scorerId] ?? null) : null;
}

/** "score:numbers" → "numbers"; null for what names no scorer. */
export function scorerIn(name: string): string | null {
  return name.startsWith("score:") ? name.slice("score:".length) : null;
}
