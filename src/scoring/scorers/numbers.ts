import type { Finding, Scorer, Verdict } from "../../contracts/score.ts";
import { assessReport } from "../grounding/assess-report.ts";
import { explainUngrounded } from "../grounding/explain-grounding.ts";
import { findVerbatim } from "../grounding/find-words.ts";
import { indexIncident } from "../grounding/incident-index.ts";
import { findPeriodClashes } from "../grounding/period-clash.ts";
import { scored, unscored } from "../verdict.ts";

const STEEPNESS = 5;
/** A report with two figures is not ruined by one as much as half its figures would suggest. */
const CHECKED_AT_LEAST = 5;

/**
 * Can every figure and name be traced to the incident text?
 *
 * exp(−5 · untraced / max(5, checked)): 1 when all can, .92 for 1 in 60, .37 for 1 of 5; null when there is
 * nothing to check. Checked are figures with units, times, percentages, counts, versions and identifiers in what
 * states facts; in proposals and commands only versions and what a command aims at (`-n prod`, tables). Each must
 * stand in the text, in the scenario's `derived`, or follow by a typed derivation (`indexIncident`); units are
 * converted. Evidence items belong to `evidence`, so that one invention counts once. An untraced figure in
 * `customerImpact` is also a gate. A cron line joined with another observed rhythm without remark is a warning
 * that costs nothing.
 *
 * Limits: a true figure attached to the wrong thing passes; severity reasoning may state any threshold ("for >5
 * minutes"), since the rules it cites are not in the incident text; numerals that count without a unit pass.
 */
export const numbers: Scorer = {
  id: "numbers",
  version: 4,
  rule: "exp(-5 · untraced / checked) over figures, times, versions and names",
  reads: "report",

  score(input): Verdict {
    const { shown } = indexIncident(input.scenario, input.language);
    const clashes = findPeriodClashes(input.report).map(
      ({ observed, cronLine, cronSeconds }): Finding => ({
        tone: "warning",
        message: `Joins "${observed.quote}" with "${cronLine}", which means every ${inWords(cronSeconds)}, without remark.`,
        inReport: observed,
        inContext: findVerbatim(cronLine, shown),
      }),
    );
    const checked = assessReport(input).items.filter(
      ({ what, isInEvidence }) => what !== "quote" && !isInEvidence,
    );
    if (checked.length === 0)
      return unscored("the report states no figure or name to check", { findings: clashes });

    const untraced = checked.filter(({ grounding }) => !grounding.grounded);
    const value = Math.exp((-STEEPNESS * untraced.length) / Math.max(CHECKED_AT_LEAST, checked.length));
    const inImpact = untraced.filter(
      ({ inReport, what }) => inReport.path === "customerImpact" && what === "figure",
    );
    const [first] = inImpact;
    return scored(
      value,
      `${checked.length - untraced.length} of ${checked.length} figures and names are traced`,
      {
        findings: [...untraced.map(explainUngrounded), ...clashes],
        gates:
          first === undefined
            ? []
            : [
                {
                  gate: "ungrounded-impact",
                  message: `customerImpact says "${first.inReport.quote}", which is not in the incident text`,
                },
              ],
      },
    );
  },
};

function inWords(seconds: number): string {
  if (seconds % 86_400 === 0) return plural(seconds / 86_400, "day");
  if (seconds % 3600 === 0) return plural(seconds / 3600, "hour");
  return plural(seconds / 60, "minute");
}

function plural(count: number, unit: string): string {
  return count === 1 ? unit : `${count} ${unit}s`;
}
