import type { Finding, Scorer, Verdict } from "../../contracts/score.ts";
import { type Assessed, assessReport } from "../grounding/assess-report.ts";
import { explainUngrounded } from "../grounding/explain-grounding.ts";
import { findVerbatim } from "../grounding/find-words.ts";
import { indexIncident } from "../grounding/incident-index.ts";
import { isEvidence } from "../grounding/report-zones.ts";
import { scored, unscored, wholeField } from "../verdict.ts";

/**
 * Does the incident text say what the report quotes from it?
 *
 * Share of the traceable items that are traced, 0 to 1; null when none is traceable. Items are each entry of
 * a hypothesis's evidence and each quotation elsewhere in what states facts. An entry is traced when all its
 * quotations stand in the text word for word (case, width and white space aside) and all its figures and names
 * by value; one without any is judged only by its whole wording, and left out if that is not found. A
 * made-up quotation is also a gate: it sends the engineer looking for what is not there. One that alters a real
 * line (most of its words, no new figure or name) is untraced and no gate.
 *
 * Limits: whether a true quote supports its cause is not asked; paraphrases without quotation marks, figures
 * or names are not judged; nor are Chinese quotations from an incident that is only written in English.
 */
export const evidence: Scorer = {
  id: "evidence",
  version: 4,
  rule: "share of evidence items and quotations that stand in the incident text",
  reads: "report",

  score(input): Verdict {
    const { fields, items } = assessReport(input);
    const { shown } = indexIncident(input.scenario, input.language);

    const entries = fields.flatMap((field) => {
      if (!isEvidence(field.path)) return [];
      const pieces = items.filter(({ inReport }) => inReport.path === field.path);
      if (pieces.length > 0) return [verdictOn(pieces)];
      const inContext = findVerbatim(field.text, shown);
      if (inContext === null) return [];
      return [{ isTraced: true, findings: [tracedFinding(wholeField(field), inContext)] }];
    });
    const quotesElsewhere = items
      .filter(({ what, isInEvidence }) => what === "quote" && !isInEvidence)
      .map((quote) => verdictOn([quote]));

    const judged = [...entries, ...quotesElsewhere];
    if (judged.length === 0) return unscored("no evidence item holds a quotation, a figure or a name");
    const traced = judged.filter(({ isTraced }) => isTraced).length;
    const invented = items.filter(
      ({ what, grounding }) => what === "quote" && !grounding.grounded && !grounding.isMisquote,
    );
    return scored(traced / judged.length, `${traced} of ${judged.length} items stand in the incident text`, {
      findings: judged.flatMap(({ findings }) => findings),
      gates: invented.slice(0, 1).map(({ inReport }) => ({
        gate: "invented-quote" as const,
        message: `${inReport.path} quotes ${inReport.quote}, which is not in the incident text${more(invented.length)}`,
      })),
    });
  },
};

function verdictOn(pieces: readonly Assessed[]): { isTraced: boolean; findings: Finding[] } {
  const untraced = pieces.filter(({ grounding }) => !grounding.grounded);
  if (untraced.length > 0) return { isTraced: false, findings: untraced.map(explainUngrounded) };
  const [first] = pieces;
  if (first === undefined || !first.grounding.grounded) return { isTraced: true, findings: [] };
  return { isTraced: true, findings: [tracedFinding(first.inReport, first.grounding.inContext)] };
}

function tracedFinding(inReport: Finding["inReport"], inContext: Finding["inContext"]): Finding {
  return { tone: "good", message: "Stands in the incident text.", inReport, inContext };
}

function more(count: number): string {
  return count > 1 ? ` (and ${count - 1} more)` : "";
}
