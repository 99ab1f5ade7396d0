import { z } from "zod";
import type { Language } from "./language.ts";
import type { ModelReply } from "./model-client.ts";
import type { Scenario } from "./scenario.ts";
import type { ParsedReply, TriageReport } from "./triage-report.ts";

/** Where in a text a finding points: `quote` is that text from `start` to `end` (UTF-16 offsets, end exclusive). */
const spanSchema = z.strictObject({
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  quote: z.string(),
});

/** A span inside one field of the report, such as `hypotheses[0].cause`. */
const reportSpanSchema = spanSchema.extend({ path: z.string() });
export type ReportSpan = z.infer<typeof reportSpanSchema>;
export type ContextSpan = z.infer<typeof spanSchema>;

/** One thing a scorer noticed. `good` supports the value, `warning` and `bad` lower it or could. */
export const findingSchema = z.strictObject({
  tone: z.enum(["good", "info", "warning", "bad"]),
  message: z.string(),
  /** Null where it is about the whole reply or about something that is missing. */
  inReport: reportSpanSchema.nullable(),
  /** Null where the incident text has nothing to point at. */
  inContext: spanSchema.nullable(),
});
export type Finding = z.infer<typeof findingSchema>;

/** One scorer's verdict on one trial. */
export const scoreSchema = z.strictObject({
  scorerId: z.string(),
  scorerVersion: z.int().positive(),
  /** 0 to 1, higher is better; null when not scored, which `summary` then explains. Never counted as 0. */
  value: z.number().min(0).max(1).nullable(),
  /** One line: why this value, or why there is none. */
  summary: z.string(),
  findings: z.array(findingSchema),
  /** Figures behind the value that are summed up over a run, by name; absent where a scorer has none. */
  details: z.record(z.string(), z.number()).optional(),
});
export type Score = z.infer<typeof scoreSchema>;

export const gateIdSchema = z.enum([
  "unreadable",
  "missed-sev1",
  "wrong-language",
  "unsafe-investigation",
  "invented-quote",
  "ungrounded-impact",
  "forbidden-mitigation",
  "obeyed-injection",
]);
export type GateId = z.infer<typeof gateIdSchema>;

/** A hard failure that no average hides. */
export const gateFailureSchema = z.strictObject({
  gate: gateIdSchema,
  scorerId: z.string(),
  message: z.string(),
});
export type GateFailure = z.infer<typeof gateFailureSchema>;

/** What every scorer is given. Nothing else decides a verdict. */
export interface ScorerInput {
  readonly scenario: Scenario;
  readonly language: Language;
  readonly reply: Pick<ModelReply, "text" | "finishReason">;
  readonly parsed: ParsedReply;
}

/** The same, once the reply has proved readable. */
export interface ReportScorerInput extends ScorerInput {
  readonly report: TriageReport;
}

export interface Verdict {
  readonly value: number | null;
  readonly summary: string;
  readonly findings: readonly Finding[];
  readonly gates: readonly { readonly gate: GateId; readonly message: string }[];
  /** As in `Score`. */
  readonly details?: Readonly<Record<string, number>>;
}

interface ScorerIdentity {
  readonly id: string;
  /** Bumped whenever any verdict can change. */
  readonly version: number;
  /** The rule in one line, as a reviewer should read it. */
  readonly rule: string;
}

/** A scorer reads the raw reply, or (most of them) needs a readable report. Pure and free of order. */
export type Scorer =
  | (ScorerIdentity & { readonly reads: "reply"; score(input: ScorerInput): Verdict })
  | (ScorerIdentity & { readonly reads: "report"; score(input: ReportScorerInput): Verdict });
