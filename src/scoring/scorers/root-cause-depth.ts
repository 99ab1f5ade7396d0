import type { Scorer, Verdict } from "../../contracts/score.ts";
import { matchRootCause } from "../root-cause-match.ts";
import { finding, scored, unscored } from "../verdict.ts";

/**
 * How much of the causal chain does the right hypothesis tell?
 *
 * Share of the scenario's facts that the hypothesis nearest to the cause affirms, in its cause or, once
 * that affirms one, in its evidence; 0 when no hypothesis names any. Rank plays no part: that is
 * `root-cause`. Null when that one is unresolved, for then it is not known which hypothesis to read.
 */
export const rootCauseDepth: Scorer = {
  id: "root-cause-depth",
  version: 3,
  rule: "share of the cause's facts that the matching hypothesis names",
  reads: "report",

  score({ scenario, report }): Verdict {
    const { best, state } = matchRootCause(scenario.expected, report);
    if (state === "unresolved") return unscored("unresolved: no hypothesis could be matched with the cause");
    if (best === null) return scored(0, "no hypothesis names a fact of the cause");

    const missing = best.facts.filter(({ affirmed }) => affirmed === null);
    const named = best.facts.length - missing.length;
    return scored(
      named / best.facts.length,
      `hypothesis ${best.index + 1} names ${named} of ${best.facts.length} facts`,
      {
        findings: missing.map(({ means, denied }) => finding("warning", `Not named: ${means}`, denied)),
      },
    );
  },
};
