import type { TracedFigure, TrialReview } from "../contracts/review.ts";
import type { Finding, ReportSpan, Score } from "../contracts/score.ts";
import type { TriageReport } from "../contracts/triage-report.ts";
import { fieldAt } from "../reports/excerpt.ts";
import { printableLine } from "../reports/printable.ts";
import type { Mark } from "./mark-text.ts";

/** What a scorer or the tracing points at. The same `id` in report and incident text names the same thing. */
export interface TrialMark extends Mark {
  /** A finding's tone; `grounded` and `ungrounded` for what was traced to the incident text, or could not be. */
  readonly kind: "grounded" | "ungrounded" | Finding["tone"];
  /** In words, on one line: "numbers: The figure …". */
  readonly label: string;
}

export interface TrialMarks {
  /** By the path of the report's field. */
  readonly inReport: ReadonlyMap<string, readonly TrialMark[]>;
  readonly inContext: readonly TrialMark[];
}

/**
 * Where in the report and in the incident text the findings and the traced figures of a trial stand.
 *
 * Ids: "numbers:0" is the first finding of that scorer, "figure:3" the fourth traced figure. Nothing is marked where a text does
 * not say what is quoted from it, as when the scenario was edited after the run. A figure that a finding calls untraced is
 * marked once, as that finding.
 */
export function trialMarks(review: TrialReview): TrialMarks {
  const report = review.parsed?.ok === true ? review.parsed.report : null;
  const context = review.scenario?.context ?? null;
  const figures = review.figures.filter(({ inReport }) => stands(report, inReport));
  const findings = namedFindings(review).map((finding) => ({
    ...finding,
    isUntraced: isUntraced(finding, figures),
  }));
  const told = new Set(
    findings.filter(({ isUntraced }) => isUntraced).map(({ inReport }) => spanName(inReport)),
  );

  const pointers: Pointer[] = [
    ...findings.map(findingPointer),
    ...review.figures
      .map(figurePointer)
      .filter(({ kind, inReport }) => kind === "grounded" || !told.has(spanName(inReport))),
  ];
  return {
    inReport: reportMarks(pointers, report),
    inContext: pointers.flatMap(({ inContext, ...mark }) => {
      if (inContext === null || !isAt(context, inContext)) return [];
      return [markOf(mark, inContext)];
    }),
  };
}

type NamedFinding = Finding & Pick<Score, "scorerId"> & { readonly id: string };

/** A mark that may stand in either text. */
type Pointer = Omit<TrialMark, "start" | "end"> & Pick<Finding, "inReport" | "inContext">;

/** The scorers that trace figures and quotations. */
const TRACING: readonly string[] = ["numbers", "evidence"];

function namedFindings({ trial }: TrialReview): NamedFinding[] {
  if (!("scores" in trial)) return [];
  return trial.scores.flatMap(({ scorerId, findings }) =>
    findings.map((finding, index) => ({ ...finding, scorerId, id: `${scorerId}:${index}` })),
  );
}

function isUntraced({ scorerId, tone, inReport }: NamedFinding, figures: readonly TracedFigure[]): boolean {
  if (tone !== "bad" || !TRACING.includes(scorerId) || inReport === null) return false;
  return figures.some((figure) => !figure.isGrounded && spanName(figure.inReport) === spanName(inReport));
}

function findingPointer(finding: NamedFinding & { readonly isUntraced: boolean }): Pointer {
  const { id, scorerId, tone, message, inReport, inContext } = finding;
  const kind = finding.isUntraced ? "ungrounded" : tone;
  return { id, kind, label: `${scorerId}: ${printableLine(message)}`, inReport, inContext };
}

const SAYS = { quote: "quotation", figure: "figure", name: "name" } as const;

function figurePointer({ what, isGrounded, inReport, inContext }: TracedFigure, index: number): Pointer {
  const place = inContext === null ? null : `"${printableLine(inContext.quote)}"`;
  const traced = place === null ? "follows from the incident text" : `the incident text has ${place}`;
  const untraced = `not in the incident text${place === null ? "" : `, where ${place} comes nearest`}`;
  return {
    id: `figure:${index}`,
    kind: isGrounded ? "grounded" : "ungrounded",
    label: `${SAYS[what]}: ${isGrounded ? traced : untraced}`,
    inReport,
    inContext,
  };
}

function reportMarks(pointers: readonly Pointer[], report: TriageReport | null): TrialMarks["inReport"] {
  const placed = pointers.flatMap(({ inReport, ...mark }) =>
    inReport !== null && stands(report, inReport)
      ? [{ path: inReport.path, mark: markOf(mark, inReport) }]
      : [],
  );
  const byPath = Map.groupBy(placed, ({ path }) => path);
  return new Map([...byPath].map(([path, marks]) => [path, marks.map(({ mark }) => mark)]));
}

function markOf({ id, kind, label }: Omit<TrialMark, "start" | "end">, { start, end }: Span): TrialMark {
  return { id, kind, label, start, end };
}

type Span = Pick<ReportSpan, "start" | "end" | "quote">;

function stands(report: TriageReport | null, span: ReportSpan): boolean {
  return isAt(fieldAt(report, span.path), span);
}

/** An empty span quotes nothing and is nowhere. */
function isAt(text: string | null, { start, end, quote }: Span): boolean {
  return text !== null && quote !== "" && text.slice(start, end) === quote;
}

function spanName(span: ReportSpan | null): string {
  return span === null ? "" : JSON.stringify([span.path, span.start, span.end]);
}
