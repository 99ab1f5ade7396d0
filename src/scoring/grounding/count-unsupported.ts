import type { ReportScorerInput } from "../../contracts/score.ts";
import { normaliseText } from "../text/normalise.ts";
import { assessReport } from "./assess-report.ts";
import { findUnsupportedClaims } from "./unsupported-claims.ts";

/** How far a report strays from the incident text; each invention counts once, however often it is repeated. */
export interface Unsupported {
  /** Figures given for a metric to which the text gives another. */
  readonly contradicted: number;
  /** Quotations, figures, names and claims that the text does not have. */
  readonly unsupported: number;
}

export function countUnsupported(
  input: Pick<ReportScorerInput, "scenario" | "language" | "report">,
): Unsupported {
  const contradicted = new Set<string>();
  const unsupported = new Set<string>();
  for (const { grounding, inReport } of assessReport(input).items) {
    if (grounding.grounded) continue;
    (grounding.contradicts ? contradicted : unsupported).add(normaliseText(inReport.quote).text);
  }
  for (const { id, isHedged } of findUnsupportedClaims(input)) if (!isHedged) unsupported.add(`claim ${id}`);
  return { contradicted: contradicted.size, unsupported: unsupported.size };
}
