import type { TriageReport } from "../../contracts/triage-report.ts";
import { textFields } from "../report-fields.ts";
import type { ReportField } from "../verdict.ts";

/**
 * How strictly a field is held to the incident text.
 *
 * - `fact`: says what happened; every figure and name must be traceable.
 * - `rubric`: reasons with the severity rules, whose thresholds (">1% for >5 minutes") stand in the prompt or the
 *   house rules and not in the incident; figures under a comparator are exempt, all others are facts.
 * - `proposal`: says what to do; thresholds and settings are the author's, versions and running things are not.
 * - `command`: parameters (`--since=30m`, `LIMIT 20`) are the author's, what it aims at is not.
 */
export type Zone = "fact" | "rubric" | "proposal" | "command";

export interface ZonedField extends ReportField {
  readonly zone: Zone;
}

/** What a step expects to see is an illustration, and owners are people's names: neither states a fact. */
const UNHELD = /^checklist\[\d+\]\.expected$|^followUps\[\d+\]\.owner$/;
const PROPOSAL = /^(?:checklist|mitigations|followUps|postmortem\.actionItems)\b/;

/** The fields that grounding reads, in reading order, each with its zone. */
export function zonedFields(report: TriageReport): ZonedField[] {
  return textFields(report)
    .filter(({ path }) => !UNHELD.test(path))
    .map((field) => ({ ...field, zone: zoneOf(field.path) }));
}

/** Whether a field is an item of a hypothesis's evidence. */
export function isEvidence(path: string): boolean {
  return /^hypotheses\[\d+\]\.evidence\[\d+\]$/.test(path);
}

function zoneOf(path: string): Zone {
  if (path === "severityReasoning") return "rubric";
  if (path.endsWith(".command")) return "command";
  return PROPOSAL.test(path) ? "proposal" : "fact";
}
