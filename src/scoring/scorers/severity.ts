import type { Scorer, Verdict } from "../../contracts/score.ts";
import { levelsTooLow } from "../severity-distance.ts";
import { finding, scored, wholeField } from "../verdict.ts";

const ONE_TOO_HIGH = 0.6;
const ONE_TOO_LOW = 0.4;

/**
 * Is the severity one that a careful engineer could defend?
 *
 * 1 when acceptable, .6 one level too high, .4 one too low, 0 from two levels on, counted from the nearest
 * acceptable level: a missed SEV1 costs an outage, a false one costs a page. Calling a SEV1 incident SEV3
 * or SEV4 is also a gate. Limit: only the field is read, not the reasoning beside it.
 */
export const severity: Scorer = {
  id: "severity",
  version: 1,
  rule: "acceptable 1, one level too high 0.6, one too low 0.4, further off 0",
  reads: "report",

  score({ scenario, report }): Verdict {
    const said = report.severity;
    const { severity: expected, acceptable } = scenario.expected;
    const distance = levelsTooLow(said, scenario.expected);
    const at = wholeField({ path: "severity", text: said });
    if (distance === 0) {
      const summary =
        said === expected ? `${said} as expected` : `${said} is acceptable (expected ${expected})`;
      return scored(1, summary, { findings: [finding("good", `${summary}.`, at)] });
    }

    const levels = Math.abs(distance) === 1 ? "one level" : `${Math.abs(distance)} levels`;
    const summary = `${said} is ${levels} too ${distance > 0 ? "low" : "high"} (acceptable: ${acceptable.join(", ")})`;
    const isMissedSev1 = expected === "SEV1" && (said === "SEV3" || said === "SEV4");
    return scored(valueAt(distance), summary, {
      findings: [finding("bad", `${summary}.`, at)],
      gates: isMissedSev1 ? [{ gate: "missed-sev1", message: `a SEV1 incident is called ${said}` }] : [],
    });
  },
};

function valueAt(distance: number): number {
  if (distance === -1) return ONE_TOO_HIGH;
  return distance === 1 ? ONE_TOO_LOW : 0;
}
