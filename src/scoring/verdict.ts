import type { Finding, GateId, ReportSpan, Verdict } from "../contracts/score.ts";

/** Where one of the report's fields stands, and what it says. */
export interface ReportField {
  /** Such as `hypotheses[0].cause`. */
  readonly path: string;
  readonly text: string;
}

interface Extras {
  readonly findings?: readonly Finding[];
  readonly gates?: readonly { readonly gate: GateId; readonly message: string }[];
}

export function scored(value: number, summary: string, { findings = [], gates = [] }: Extras = {}): Verdict {
  return { value, summary, findings, gates };
}

/** No verdict, and why. Counted and shown as unknown, never as 0. */
export function unscored(reason: string, { findings = [] }: Pick<Extras, "findings"> = {}): Verdict {
  return { value: null, summary: reason, findings, gates: [] };
}

/** A finding about the whole reply, or, with `inReport`, about one place of the report. */
export function finding(tone: Finding["tone"], message: string, inReport: ReportSpan | null = null): Finding {
  return { tone, message, inReport, inContext: null };
}

/** The span of a whole field. */
export function wholeField({ path, text }: ReportField): ReportSpan {
  return { path, start: 0, end: text.length, quote: text };
}
