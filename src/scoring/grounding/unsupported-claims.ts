import type { ReportScorerInput, ReportSpan } from "../../contracts/score.ts";
import type { TriageReport } from "../../contracts/triage-report.ts";
import { findPatterns, firstStated, spanIn } from "../find-patterns.ts";
import { assessReport } from "./assess-report.ts";
import { indexIncident } from "./incident-index.ts";
import type { ZonedField } from "./report-zones.ts";
import { findVagueMagnitudes, isMagnitudeSupported } from "./vague-magnitudes.ts";

/** One claim that the incident text does not support; `id` names what is claimed, wherever it stands. */
export interface UnsupportedClaim {
  readonly id: string;
  readonly means: string;
  readonly inReport: ReportSpan;
  /** "May have lost data": a guess, which is remarked and not counted. */
  readonly isHedged: boolean;
}

type Input = Pick<ReportScorerInput, "scenario" | "language" | "report">;

/**
 * The claims of a report that its scenario says nobody stated, and vague magnitudes without a measure.
 *
 * Read from what states facts. Left out: proposals and their risks, which suppose; hypotheses below high
 * confidence, which guess by name; a claim that is denied or asked ("ensure no data loss"); and what is an
 * invented quotation already.
 */
export function findUnsupportedClaims(input: Input): readonly UnsupportedClaim[] {
  const known = claimsByReport.get(input.report);
  if (known?.scenario === input.scenario && known.language === input.language) return known.claims;
  const claims = readClaims(input);
  claimsByReport.set(input.report, { ...input, claims });
  return claims;
}

/** The scorer and the pass rule both ask. */
const claimsByReport = new WeakMap<
  TriageReport,
  Omit<Input, "report"> & { claims: readonly UnsupportedClaim[] }
>();

function readClaims(input: Input): UnsupportedClaim[] {
  const { fields, items } = assessReport(input);
  const taken = items.filter(({ what, grounding }) => what === "quote" && !grounding.grounded);
  return fields
    .filter((field) => statesFacts(field, input))
    .flatMap((field) => claimsIn(field, input))
    .filter(({ inReport: { path, start, end } }) =>
      taken.every(({ inReport: quote }) => quote.path !== path || end <= quote.start || quote.end <= start),
    );
}

function statesFacts({ path, zone }: ZonedField, { report }: Input): boolean {
  if (zone !== "fact" && zone !== "rubric") return false;
  const rank = /^hypotheses\[(\d+)\]\.cause$/.exec(path)?.[1];
  return rank === undefined || report.hypotheses[Number(rank)]?.confidence === "high";
}

/** "5.9% of all payments", "占全部支付的 5.9%": what the share is of, and no claim about all of it. */
function isWholeOfShare(text: string, { start, end }: { start: number; end: number }): boolean {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  return (
    /(?:%|\bper ?cent)\s+of\s+(?:the\s+)?$/i.test(before) ||
    (/占\s*$/.test(before) && /^的?\s*(?:约\s*)?\d/.test(after))
  );
}

function claimsIn(field: ZonedField, { scenario, language }: Input): UnsupportedClaim[] {
  const listed = findPatterns(field, scenario.expected.mustNotClaim).flatMap(({ pattern, matches }) => {
    const match = firstStated(matches.filter((one) => !isWholeOfShare(field.text, one)));
    if (match === undefined) return [];
    const { id, means } = pattern;
    return [{ id, means, inReport: spanIn(field, match), isHedged: match.polarity === "hedged" }];
  });
  const index = indexIncident(scenario, language);
  const vague = findVagueMagnitudes(field.text)
    .filter((magnitude) => !isMagnitudeSupported(magnitude, index))
    .filter(({ start, end }) =>
      listed.every(({ inReport }) => end <= inReport.start || inReport.end <= start),
    )
    .map((span) => ({
      id: `about-${span.atLeast}`,
      means: "A magnitude that nobody measured.",
      inReport: spanIn(field, span),
      isHedged: false,
    }));
  return [...listed, ...vague];
}
