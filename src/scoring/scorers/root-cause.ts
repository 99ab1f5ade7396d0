import type { Finding, Scorer, Verdict } from "../../contracts/score.ts";
import {
  CORRECT_FROM,
  type HypothesisMatch,
  matchRootCause,
  type RootCauseMatch,
} from "../root-cause-match.ts";
import { finding, scored, unscored, wholeField } from "../verdict.ts";

/**
 * Does the report blame what really broke?
 *
 * Credit of the best accept clause whose facts a hypothesis affirms, divided by 1 + the number of other
 * cause families it asserts, divided by its rank; ranks 1 to 3 count, correct at rank 1 from .7. Denied,
 * asked or merely supposed facts earn nothing. Null (unresolved) when the first hypothesis says nothing the
 * scenario knows, right or wrong: a far paraphrase, a reader's case.
 *
 * Limits: polarity is read by rules, clause by clause (about four in five hard sentences right in a
 * prototype); asking for several facts at once is what keeps wrong reports out (0 of 17 accepted). Whether
 * the evidence supports the cause is not judged here.
 *
 * @see read-cause.ts, root-cause-match.ts
 */
export const rootCause: Scorer = {
  id: "root-cause",
  version: 5,
  rule: "credit of the facts affirmed ÷ (1 + other causes asserted) ÷ rank; right at rank 1 from 0.7",
  reads: "report",

  score({ scenario, report }): Verdict {
    const match = matchRootCause(scenario.expected, report);
    const findings = findingsOf(match);
    if (match.value === null) {
      return unscored("unresolved: the first hypothesis names nothing the scenario knows, right or wrong", {
        findings,
      });
    }
    return scored(match.value, summaryOf(match), { findings });
  },
};

function summaryOf({ state, best, hypotheses, stuffing, isContradicted }: RootCauseMatch): string {
  if (best === null) {
    return hypotheses.length === 0
      ? "no hypothesis is given"
      : "none of the first three hypotheses names the cause";
  }
  const affirmed = best.facts.filter(({ affirmed }) => affirmed !== null).length;
  const facts = `${affirmed} of ${best.facts.length} facts`;
  const rank = `rank ${formatRank(best.effectiveRank)}`;
  if (stuffing !== null) return `${facts} at ${rank}, but ${stuffing}`;
  if (isContradicted) return `${facts} at ${rank}, but the postmortem blames something else`;
  if (state === "accept") return `right at rank 1, ${facts}`;
  return best.credit >= CORRECT_FROM ? `right, but only at ${rank}` : `partly right at ${rank}, ${facts}`;
}

function findingsOf(match: RootCauseMatch): Finding[] {
  const { hypotheses, best, stuffing, isContradicted } = match;
  const [first] = hypotheses;
  const read = [...new Set([first, best ?? undefined])].filter((one) => one !== undefined);
  const findings = read.flatMap(aboutHypothesis);

  if (stuffing !== null) findings.push(finding("bad", `Looks stuffed: ${stuffing}.`));
  if (isContradicted)
    findings.push(finding("bad", "The postmortem blames something other than the hypothesis."));
  if (first !== undefined && first.effectiveRank > 1) {
    findings.push(finding("warning", "More than two hypotheses are marked high, so they share one rank."));
  }
  if (best !== null) {
    const hit = match.isHitAt3 ? "is" : "is not";
    const reciprocal = Number(match.reciprocalRank.toFixed(2));
    findings.push(
      finding("info", `The right cause ${hit} among the first three; reciprocal rank ${reciprocal}.`),
    );
  }
  return findings;
}

function aboutHypothesis(hypothesis: HypothesisMatch): Finding[] {
  const name = `Hypothesis ${hypothesis.index + 1}`;
  const findings = [
    ...hypothesis.foreignFamilies.map(({ family, at }) =>
      finding("bad", `${name} asserts another kind of cause: ${family}.`, at),
    ),
    ...hypothesis.redHerrings.map(({ redHerring, at }) =>
      finding("bad", `${name} takes a red herring: ${redHerring.means}`, at),
    ),
    ...hypothesis.facts.flatMap(({ means, affirmed, denied }) => {
      if (denied !== null) return [finding("bad", `${name} denies a fact: ${means}`, denied)];
      return affirmed === null ? [] : [finding("good", `${name} names a fact: ${means}`, affirmed)];
    }),
  ];
  if (findings.length > 0) return findings;
  const field = { path: `hypotheses[${hypothesis.index}].cause`, text: hypothesis.cause };
  return [finding("warning", `${name} names nothing the scenario knows.`, wholeField(field))];
}

function formatRank(rank: number): string {
  return String(Number(rank.toFixed(1)));
}
