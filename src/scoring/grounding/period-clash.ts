import type { ReportSpan } from "../../contracts/score.ts";
import type { TriageReport } from "../../contracts/triage-report.ts";
import { parseQuantities } from "./parse-quantities.ts";
import type { Quantity } from "./quantity.ts";

export interface PeriodClash {
  /** The observed rhythm, where the report says it. */
  readonly observed: ReportSpan;
  readonly cronLine: string;
  readonly cronSeconds: number;
}

/** Rhythms that differ by less than this factor are the same one, loosely told. */
const SAME_WITHIN = 1.5;
const REMARK =
  /mismatch|discrepan|inconsisten|contradict|does(?:n't| not) match|do(?:n't| not) match|disagree|differs? from|at odds|misconfigur|misread|对不上|不符|不一致|矛盾|不匹配|出入|不吻合|误写|写错|误读/i;

/**
 * Where one hypothesis joins an observed rhythm ("every 30s") with a cron line that means another (every 30
 * minutes), and nothing in it remarks on the mismatch or says what the line means.
 */
export function findPeriodClashes({ hypotheses }: TriageReport): PeriodClash[] {
  return hypotheses.flatMap(({ cause, evidence }, i) => {
    const fields = [
      { path: `hypotheses[${i}].cause`, text: cause },
      ...evidence.map((text, j) => ({ path: `hypotheses[${i}].evidence[${j}]`, text })),
    ];
    if (!fields.some(({ text }) => /[*@]/.test(text)) || fields.some(({ text }) => REMARK.test(text)))
      return [];

    const periods = fields.flatMap(({ path, text }) =>
      periodsIn(text).map((period) => ({ path, ...period })),
    );
    const cron = periods.find(({ isCron }) => isCron);
    if (cron === undefined) return [];
    const spoken = periods.filter(({ isCron }) => !isCron);
    const observed = spoken.find(({ seconds }) => !isSame(seconds, cron.seconds));
    // Who says "every 30 minutes" as well has seen it.
    if (observed === undefined || spoken.some(({ seconds }) => isSame(seconds, cron.seconds))) return [];
    const { path, start, end, quote } = observed;
    return [{ observed: { path, start, end, quote }, cronLine: cron.quote, cronSeconds: cron.seconds }];
  });
}

function periodsIn(text: string) {
  const quantities = parseQuantities(text);
  const isCronAt = (at: Quantity) =>
    quantities.some(({ start, ...one }) => start === at.start && isCronName(one));
  return quantities.flatMap((quantity) => {
    if (quantity.type === "name" || !quantity.isPeriod) return [];
    const { low: seconds, start, end, quote } = quantity;
    return [{ seconds, start, end, quote, isCron: isCronAt(quantity) }];
  });
}

function isCronName(quantity: { type: string; kind: string }): boolean {
  return quantity.type === "name" && quantity.kind === "cron";
}

function isSame(a: number, b: number): boolean {
  return Math.max(a, b) <= SAME_WITHIN * Math.min(a, b);
}
