import type { Scorer, Verdict } from "../../contracts/score.ts";
import { findUnsupportedClaims } from "../grounding/unsupported-claims.ts";
import { finding, scored } from "../verdict.ts";

const COST = 0.25;

/**
 * Does the report state what nobody stated?
 *
 * 1 − .25 for each unsupported claim, not below 0; the same claim in several fields counts once. Claims are the
 * scenario's `mustNotClaim`, where asserted, and vague magnitudes of people, orders or requests ("thousands of
 * users", 数千用户) that the incident text neither says nor counts. What is only supposed is a warning that costs
 * nothing. Where claims are read, and where not: `findUnsupportedClaims`.
 *
 * Limits: an invention that no author foresaw and that holds no figure or quotation passes; far paraphrases too.
 */
export const claims: Scorer = {
  id: "claims",
  version: 3,
  rule: "1, less 0.25 for each claim without support in the incident text",
  reads: "report",

  score(input): Verdict {
    const found = findUnsupportedClaims(input);
    const stated = new Set(found.filter(({ isHedged }) => !isHedged).map(({ id }) => id));
    const summary =
      stated.size === 0
        ? "no unsupported claim"
        : `${stated.size} unsupported claim${stated.size === 1 ? "" : "s"}`;
    return scored(Math.max(0, 1 - COST * stated.size), summary, {
      findings: found.map(({ means, inReport, isHedged }) =>
        isHedged
          ? finding("warning", `Supposed without support: ${means}`, inReport)
          : finding("bad", `Claimed without support: ${means}`, inReport),
      ),
    });
  },
};
