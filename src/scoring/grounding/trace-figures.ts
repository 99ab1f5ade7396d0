import type { TracedFigure } from "../../contracts/review.ts";
import type { ReportScorerInput } from "../../contracts/score.ts";
import { type Assessed, assessReport } from "./assess-report.ts";

/**
 * Every quotation, figure and name of a report that is held to the incident text, in the order of the report: what the scorers
 * `evidence` and `numbers` count, with the place in the incident text that each goes back to.
 */
export function traceFigures(
  input: Pick<ReportScorerInput, "scenario" | "language" | "report">,
): TracedFigure[] {
  // Scorers read times and commands after all prose; a reader meets them where they stand.
  const placeByPath = new Map(leafPaths(input.report).map((path, place) => [path, place]));
  const placeOf = ({ inReport }: Assessed) => placeByPath.get(inReport.path) ?? placeByPath.size;
  return assessReport(input)
    .items.toSorted((a, b) => placeOf(a) - placeOf(b))
    .map(({ what, inReport, grounding }) => ({
      what,
      inReport,
      isGrounded: grounding.grounded,
      inContext: grounding.grounded ? grounding.inContext : grounding.nearest,
    }));
}

/** The paths of all texts in a report's JSON, in its order: "hypotheses[0].cause". */
function leafPaths(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leafPaths(item, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    leafPaths(inner, path === "" ? key : `${path}.${key}`),
  );
}
