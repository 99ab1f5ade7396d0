import type { TracedFigure } from "../../contracts/review.ts";
import type { ReportScorerInput } from "../../contracts/score.ts";
import { assessReport } from "./assess-report.ts";

/** Every quotation, figure and name of a report that was traced, in the order of the report, with where the incident text has it. */
export function traceFigures(
  input: Pick<ReportScorerInput, "scenario" | "language" | "report">,
): TracedFigure[] {
  return assessReport(input).items.map(({ what, inReport, grounding }) => ({
    ...{ what, inReport },
    isGrounded: grounding.grounded,
    inContext: grounding.grounded ? grounding.inContext : grounding.nearest,
  }));
}
