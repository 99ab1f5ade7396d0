import type { ReportScorerInput, ReportSpan } from "../../contracts/score.ts";
import type { TriageReport } from "../../contracts/triage-report.ts";
import type { TextSpan } from "../text/normalise.ts";
import { findCommandTargets } from "./command-targets.ts";
import { type Grounding, groundMeasure } from "./ground-measure.ts";
import { groundName } from "./ground-name.ts";
import { groundQuote } from "./ground-quote.ts";
import { type IncidentIndex, indexIncident } from "./incident-index.ts";
import { parseQuantities } from "./parse-quantities.ts";
import type { Measure, Quantity } from "./quantity.ts";
import { findQuotations } from "./quotes.ts";
import { isEvidence, type ZonedField, zonedFields } from "./report-zones.ts";

/** One quotation, figure or name of a report, and whether the incident text has it. */
export interface Assessed {
  readonly what: "quote" | "figure" | "name";
  readonly inReport: ReportSpan;
  readonly isInEvidence: boolean;
  readonly grounding: Grounding;
}

export interface ReportAssessment {
  readonly fields: readonly ZonedField[];
  readonly items: readonly Assessed[];
}

type Input = Pick<ReportScorerInput, "scenario" | "language" | "report">;

/**
 * Traces everything in a report that can be traced, each field as strictly as its zone asks. Remembered per
 * report, since three scorers ask.
 */
export function assessReport(input: Input): ReportAssessment {
  const known = assessments.get(input.report);
  if (known?.scenario === input.scenario && known.language === input.language) return known.assessment;
  const index = indexIncident(input.scenario, input.language);
  const fields = zonedFields(input.report);
  const assessment = { fields, items: fields.flatMap((field) => assessField(field, index)) };
  assessments.set(input.report, { ...input, assessment });
  return assessment;
}

const assessments = new WeakMap<TriageReport, Omit<Input, "report"> & { assessment: ReportAssessment }>();

function assessField(field: ZonedField, index: IncidentIndex): Assessed[] {
  const targets = field.zone === "command" || field.zone === "proposal" ? findCommandTargets(field.text) : [];
  const quotations = field.zone === "fact" || field.zone === "rubric" ? findQuotations(field.text) : [];
  const quantities = parseQuantities(field.text).filter(
    (quantity) => isHeld(quantity, field.zone) && ![...targets, ...quotations].some(overlaps(quantity)),
  );
  const assessed = (what: Assessed["what"], span: TextSpan, grounding: Grounding): Assessed => {
    const { start, end, quote } = span;
    const inReport = { path: field.path, start, end, quote };
    return { what, inReport, isInEvidence: isEvidence(field.path), grounding };
  };
  return [
    ...quotations.flatMap((quotation) => {
      const grounding = groundQuote(quotation.words, index);
      if (grounding === null || (quotation.isDenied && !grounding.grounded)) return [];
      return [assessed("quote", quotation, grounding)];
    }),
    ...targets.map((target) =>
      assessed("name", target, groundName({ kind: "identifier", name: target.name.toLowerCase() }, index)),
    ),
    ...quantities.map((quantity) =>
      quantity.type === "name"
        ? assessed("name", quantity, groundName(quantity, index))
        : assessed(
            "figure",
            quantity,
            groundMeasure(quantity, index, betweenInstants(quantity, quantities, index)),
          ),
    ),
  ].sort((a, b) => a.inReport.start - b.inReport.start);
}

/** Whether a zone holds this quantity to the incident text. */
function isHeld(quantity: Quantity, zone: ZonedField["zone"]): boolean {
  switch (zone) {
    case "fact":
      return true;
    case "rubric":
      return quantity.type === "name" || (quantity.hedge !== "over" && quantity.hedge !== "under");
    case "proposal":
      // A proposal may name new things (an index, a flag); what runs already cannot be new.
      return quantity.type === "name" && (quantity.kind === "version" || isRunning(quantity));
    case "command":
      return quantity.type === "name" && quantity.kind === "version";
  }
}

function isRunning({ kind, name }: { kind: string; name: string }): boolean {
  return kind === "identifier" && name.includes("-") && !/[_:]/.test(name);
}

const BESIDE = 120;

/** "13:50 … 14:04, 14 minutes later": the report names both instants itself, next to the duration. */
function betweenInstants(measure: Measure, all: readonly Quantity[], index: IncidentIndex): Measure[] {
  if (measure.kind !== "duration") return [];
  const instants = all.filter(
    (one): one is Measure =>
      one.type === "measure" &&
      one.kind === "instant" &&
      Math.abs(one.start - measure.start) < BESIDE &&
      groundMeasure(one, index).grounded,
  );
  return instants.flatMap((first, i) =>
    instants.slice(i + 1).map((second): Measure => {
      const seconds = Math.abs(second.low - first.low);
      return { ...measure, low: seconds, high: seconds, hedge: "exact" };
    }),
  );
}

function overlaps(a: TextSpan): (b: TextSpan) => boolean {
  return (b) => a.start < b.end && b.start < a.end;
}
