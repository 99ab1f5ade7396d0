import { z } from "zod";

export const severitySchema = z.enum(["SEV1", "SEV2", "SEV3", "SEV4"]);
export type Severity = z.infer<typeof severitySchema>;

export const confidenceSchema = z.enum(["high", "medium", "low"]);
export type Confidence = z.infer<typeof confidenceSchema>;

/** What a report writes where the incident text is silent and a person has to fill in. */
export const FILL_IN = "[FILL IN]";

const hypothesisSchema = z.strictObject({
  cause: z.string(),
  confidence: confidenceSchema,
  evidence: z.array(z.string()),
});
export type Hypothesis = z.infer<typeof hypothesisSchema>;

const postmortemSchema = z.strictObject({
  summary: z.string(),
  timeline: z.array(z.strictObject({ time: z.string(), event: z.string() })),
  impact: z.string(),
  rootCause: z.string(),
  detection: z.string(),
  response: z.string(),
  wentWell: z.array(z.string()),
  wentPoorly: z.array(z.string()),
  actionItems: z.array(z.string()),
});

/**
 * What every model must return as JSON. Keys are English in both output languages; hypotheses are
 * ranked, the most likely first. Every key is required and no other key is allowed, so the same schema
 * serves endpoints that enforce one (no length or number limits: strict modes reject them).
 */
export const triageReportSchema = z.strictObject({
  summary: z.string(),
  severity: severitySchema,
  severityReasoning: z.string(),
  hypotheses: z.array(hypothesisSchema),
  checklist: z.array(z.strictObject({ step: z.string(), command: z.string(), expected: z.string() })),
  mitigations: z.array(z.strictObject({ action: z.string(), risk: z.string(), rollback: z.string() })),
  customerImpact: z.string(),
  postmortem: postmortemSchema,
  followUps: z.array(
    z.strictObject({ priority: z.enum(["P0", "P1", "P2"]), action: z.string(), owner: z.string() }),
  ),
});
export type TriageReport = z.infer<typeof triageReportSchema>;

/** One step the parser took to make a reply readable. Each costs the reply its strict score. */
export const repairSchema = z.strictObject({
  kind: z.enum([
    "prose-removed",
    "fence-removed",
    "syntax-repaired",
    "enum-normalised",
    "unknown-key-dropped",
  ]),
  detail: z.string(),
});
export type Repair = z.infer<typeof repairSchema>;

/** A reply as the parser left it: a report, perhaps after repairs, or every reason why there is none. */
export type ParsedReply =
  | { readonly ok: true; readonly report: TriageReport; readonly repairs: readonly Repair[] }
  | { readonly ok: false; readonly problems: readonly string[] };
