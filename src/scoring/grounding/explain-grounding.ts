import type { Finding } from "../../contracts/score.ts";
import type { Assessed } from "./assess-report.ts";

const SAYS: Readonly<Record<Assessed["what"], string>> = {
  quote: "quotation",
  figure: "figure",
  name: "name",
};

/** The finding for something that the incident text does not have: what, and the nearest thing it does have. */
export function explainUngrounded({ what, inReport, grounding }: Assessed): Finding {
  const nearest = grounding.grounded ? null : grounding.nearest;
  const contradicts = !grounding.grounded && grounding.contradicts;
  if (!grounding.grounded && grounding.isMisquote) {
    const message = `Misquotes the incident text, which says "${nearest?.quote ?? ""}".`;
    return { tone: "bad", message, inReport, inContext: nearest };
  }
  const quote = what === "quote" ? inReport.quote : `"${inReport.quote}"`;
  const verdict = contradicts
    ? `The figure ${quote} contradicts the incident text`
    : `The ${SAYS[what]} ${quote} is not in the incident text and does not follow from it`;
  const near =
    nearest === null ? "" : `; ${contradicts ? "it has" : "the nearest there is"} "${nearest.quote}"`;
  return { tone: "bad", message: `${verdict}${near}.`, inReport, inContext: nearest };
}
