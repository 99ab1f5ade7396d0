import { FILL_IN, type TriageReport } from "../contracts/triage-report.ts";

/** A report that says one cause and nothing else: what the root-cause matcher is asked about a single sentence. */
export function bareReport(cause: string): TriageReport {
  return {
    summary: FILL_IN,
    severity: "SEV4",
    severityReasoning: FILL_IN,
    hypotheses: [{ cause, confidence: "medium", evidence: [] }],
    checklist: [],
    mitigations: [],
    customerImpact: FILL_IN,
    postmortem: {
      summary: FILL_IN,
      timeline: [],
      impact: FILL_IN,
      rootCause: FILL_IN,
      detection: FILL_IN,
      response: FILL_IN,
      wentWell: [],
      wentPoorly: [],
      actionItems: [],
    },
    followUps: [],
  };
}
