import type { RedHerring } from "../../contracts/scenario.ts";
import type { ContextSpan, Finding, Scorer, Verdict } from "../../contracts/score.ts";
import { findVerbatim } from "../grounding/find-words.ts";
import { type IncidentIndex, indexIncident } from "../grounding/incident-index.ts";
import { findQuotations } from "../grounding/quotes.ts";
import { type RedHerringReading, readRedHerrings } from "../read-red-herrings.ts";
import { countUnits } from "../text/scripts.ts";
import { scored, unscored } from "../verdict.ts";

const IGNORED = 0.7;

/**
 * Does the report fall for a wrong cause that the incident text invites?
 *
 * 0 when the first hypothesis asserts one. Else the mean over those the report brings up (1 for one ruled out or
 * listed as low with a reason, .7 for any other; .7 where it brings up none), times 1 − asserted ÷ declared: to
 * assert one is never better than to pass over it. Null when the scenario declares none. What counts as asserted:
 * `readRedHerrings`.
 *
 * Limits: whether the reason is a good one is not judged: any evidence item, or a figure or a word of reasoning in
 * the same sentence, will do. A red herring told in words the scenario does not list counts as ignored.
 */
export const redHerring: Scorer = {
  id: "red-herring",
  version: 2,
  rule: "0 with one ranked first; else 1 ruled out with a reason, 0.7 ignored, × (1 − asserted ÷ declared)",
  reads: "report",

  score({ scenario, language, report }): Verdict {
    const readings = readRedHerrings(scenario.expected, report);
    if (readings.length === 0) return unscored("the scenario declares no red herring");
    const index = indexIncident(scenario, language);
    const findings = readings.flatMap((reading) => findingsOf(reading, index));

    const first = readings.find(({ rankedFirst }) => rankedFirst !== null);
    if (first !== undefined) {
      return scored(0, `the first hypothesis takes a red herring: ${first.redHerring.id}`, { findings });
    }
    const asserted = readings.filter((one) => one.asserted.length > 0);
    const dismissed = readings.filter((one) => one.asserted.length === 0 && one.dismissed !== null);
    const credits = [
      ...dismissed.map((one) => (one.dismissed?.hasReason ? 1 : IGNORED)),
      ...asserted.map(() => IGNORED),
    ];
    const base = credits.length === 0 ? IGNORED : credits.reduce((sum, one) => sum + one, 0) / credits.length;
    const value = base * (1 - asserted.length / readings.length);
    return scored(value, summaryOf(asserted.length, dismissed.length, readings.length), { findings });
  },
};

function summaryOf(asserted: number, dismissed: number, declared: number): string {
  const ignored = declared - asserted - dismissed;
  return `of ${declared} red herrings ${asserted} asserted, ${dismissed} dismissed, ${ignored} not brought up`;
}

function findingsOf(
  { redHerring: one, rankedFirst, asserted, dismissed }: RedHerringReading,
  index: IncidentIndex,
) {
  const inContext = baitIn(one, index);
  const about = (tone: Finding["tone"], message: string, inReport: Finding["inReport"]): Finding => ({
    tone,
    message: `${message}: ${one.means}`,
    inReport,
    inContext,
  });
  const findings = asserted.map((at) => about("bad", "Asserts a red herring", at));
  if (rankedFirst !== null) findings.unshift(about("bad", "Ranks a red herring first", rankedFirst));
  if (findings.length > 0 || dismissed === null) return findings;
  return [
    dismissed.hasReason
      ? about("good", "Sets a red herring aside, with a reason", dismissed.at)
      : about("info", "Sets a red herring aside, without a reason", dismissed.at),
  ];
}

/** The words of the incident text that the scenario quotes as bait, where it quotes any. */
function baitIn({ bait }: RedHerring, { shown }: IncidentIndex): ContextSpan | null {
  const quoted = findQuotations(bait).map(({ words }) => words);
  const pieces = [...quoted, ...bait.split(/[,;]\s|\s(?:and|look)\s|\.\s/)];
  for (const piece of pieces) {
    if (countUnits(piece).words < 2) continue;
    const found = findVerbatim(piece, shown);
    if (found !== null) return found;
  }
  return null;
}
