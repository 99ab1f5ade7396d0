import type { ReportScorerInput, ReportSpan } from "../contracts/score.ts";
import { assessReport } from "./grounding/assess-report.ts";
import { indexIncident } from "./grounding/incident-index.ts";
import { nearestLine } from "./grounding/nearest-line.ts";
import { findUnsupportedClaims } from "./grounding/unsupported-claims.ts";
import { findAliases } from "./text/match-aliases.ts";
import { findPlaceholders, withoutPlaceholders } from "./text/placeholders.ts";
import { splitSentences } from "./text/sentences.ts";
import type { ReportField } from "./verdict.ts";
import { findDetection, NOTICING } from "./what-is-known.ts";

/** From this share of its words in one line of the incident text on, a statement repeats that line. */
const REPEATS_FROM = 0.6;

type Input = Pick<ReportScorerInput, "scenario" | "language" | "report">;

/** The figures, names, quotations and claims of some fields that the incident text does not have. */
export function inventionsIn(fields: readonly ReportField[], input: Input): ReportSpan[] {
  const untraced = assessReport(input).items.filter(({ grounding }) => !grounding.grounded);
  const claims = findUnsupportedClaims(input).filter(({ isHedged }) => !isHedged);
  return [...untraced, ...claims]
    .map(({ inReport }) => inReport)
    .filter((span) => fields.some(({ path }) => path === span.path));
}

/**
 * The statements of a field on which the incident text is silent, sentence by sentence.
 *
 * A statement is traced when it holds a figure, name or quotation of that text, repeats one of its lines in other
 * order, says how the trouble was noticed where the text does ("the alert fired quickly"; not in `response`, where
 * more is said of what people then did), or is left open by a placeholder. Null where a Chinese field cannot be compared because the incident is only written in English.
 */
export function untracedStatements({ path, text }: ReportField, input: Input): ReportSpan[] | null {
  const index = indexIncident(input.scenario, input.language);
  const grounded = assessReport(input).items.filter(
    ({ inReport, grounding }) => inReport.path === path && grounding.grounded,
  );
  const isNoticed = path !== "postmortem.response" && findDetection(input.scenario, input.language) !== null;
  const untraced = splitSentences(text).filter(({ start, end, quote }) => {
    if (findPlaceholders(quote).length > 0 || !/[\p{L}\p{N}]/u.test(withoutPlaceholders(quote))) return false;
    if (grounded.some(({ inReport }) => start <= inReport.start && inReport.end <= end)) return false;
    if (isNoticed && findAliases(quote, NOTICING).length > 0) return false;
    return (nearestLine(quote, index)?.share ?? 0) < REPEATS_FROM;
  });
  const hasHan = (some: string) => /\p{Script=Han}/u.test(some);
  const isComparable =
    !untraced.some(({ quote }) => hasHan(quote)) || hasHan(index.shown.text + index.other?.text);
  return isComparable ? untraced.map((span) => ({ path, ...span })) : null;
}
