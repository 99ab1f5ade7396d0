import type { TrialKey } from "../contracts/trial.ts";
import { calibrationLines } from "./calibration-lines.ts";
import { formatCount, formatHeadline, formatMoney, UNKNOWN } from "./format-figures.ts";
import type { FailureGroup, NotableTrials, TrialGateFailure, WorstTrial } from "./notable-trials.ts";
import { printableLine } from "./printable.ts";
import { provenanceLines } from "./provenance-lines.ts";
import { resultsTables, rowLabel } from "./results-tables.ts";
import type { ResultsRow, ResultsView } from "./results-view.ts";
import { type Colours, coloursFor, type Terminal } from "./terminal.ts";
import { wrapItem, wrapProse } from "./wrap-prose.ts";

const INDENT = "  ";

export interface Page {
  readonly width: number;
  readonly colours: Colours;
}

/** A run's results for a terminal: tables, then what changed, the worst trials and everything that failed. */
export function renderResults(view: ResultsView, terminal: Terminal): string {
  const page: Page = { width: terminal.width, colours: coloursFor(terminal) };
  const { manifest, rows, notable, comparedWith } = view;
  return joinParts([
    headerLines(view, page),
    ...(rows.length === 0
      ? [["No trials were planned."]]
      : resultsTables(rows, page).map((table) => [table])),
    legendLines(rows, page),
    judgeLines(view, page),
    confidenceLines(rows, page),
    changeLines(rows, comparedWith, page),
    ...notableParts(notable, { planned: manifest.plannedTrials, listedIn: "trials.csv" }, page),
  ]);
}

/** Parts of a page, an empty line between each two; those without a line are left out. */
export function joinParts(parts: readonly (readonly string[])[]): string {
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** The worst trials, the gate failures and what was not graded. */
export function notableParts(
  notable: NotableTrials,
  whole: { readonly planned: number; readonly listedIn: string | null },
  page: Page,
): string[][] {
  return [
    worstLines(notable.worst, page),
    gateFailureLines(notable, whole.listedIn, page),
    failureLines(notable, whole, page),
  ];
}

function headerLines({ manifest, rows }: ResultsView, page: Page): string[] {
  const graded = rows.reduce((sum, row) => sum + row.graded, 0);
  const trials = `${graded} of ${formatCount(manifest.plannedTrials, "trial")} graded`;
  const calls = manifest.callsMade === null ? `${UNKNOWN} calls` : formatCount(manifest.callsMade, "call");
  const parts = [
    `Run ${printableLine(manifest.id)}`,
    `suite ${printableLine(manifest.suite.id)}`,
    graded < manifest.plannedTrials ? page.colours.red(trials) : trials,
    `${calls} made`,
    `${formatMoney(manifest.spentUsd)} spent`,
    ...(manifest.finishedAt === null ? [page.colours.red("not finished")] : []),
  ];
  return wrapProse(parts.join(" · "), page);
}

/** What every label other than "live" means, so that no such figure passes for a model's. */
export function legendLines(rows: readonly Pick<ResultsRow, "provenance">[], page: Page): string[] {
  return provenanceLines(
    rows.map(({ provenance }) => provenance),
    page,
  );
}

function confidenceLines(rows: readonly ResultsRow[], page: Page): string[] {
  const lines = calibrationLines(rows, page);
  return lines.length === 0 ? [] : [heading("How often a confidence was right", page), ...lines];
}

/** Judged figures never stand without how far their judge can be trusted. */
function judgeLines({ manifest: { judge }, judgeNotes }: ResultsView, page: Page): string[] {
  if (judge === undefined || judgeNotes === null) return [];
  const title = `Judged by ${printableLine(judge.modelId)}, prompt judge/${printableLine(judge.promptId)}; weighs nothing in the headline`;
  return [
    ...wrapProse(title, page),
    ...judgeNotes.flatMap((note) => wrapItem(note, { width: page.width, indent: INDENT, marker: "- " })),
  ];
}

function changeLines(rows: readonly ResultsRow[], comparedWith: string | null, page: Page): string[] {
  if (comparedWith === null) return [];
  const lines = rows.flatMap((row) => [
    ...flipLines(row, row.change?.passedToFailed ?? [], "now failing", page),
    ...flipLines(row, row.change?.failedToPassed ?? [], "now passing", page),
  ]);
  const title = heading(`Since run ${printableLine(comparedWith)}`, page);
  return lines.length === 0 ? [title, `${INDENT}no trial changed between pass and fail`] : [title, ...lines];
}

function flipLines(row: ResultsRow, trials: readonly string[], verdict: string, page: Page): string[] {
  if (trials.length === 0) return [];
  const mark = verdict === "now failing" ? page.colours.red : page.colours.green;
  const text = `${rowLabel(row)}: ${mark(`${trials.length} ${verdict}`)}: ${trials.map(printableLine).join(", ")}`;
  return wrapItem(text, { width: page.width, indent: INDENT, marker: "- " });
}

function worstLines(worst: readonly WorstTrial[], page: Page): string[] {
  if (worst.length === 0) return [];
  return [heading("Worst trials", page), ...worst.flatMap((trial) => worstTrialLines(trial, page))];
}

function worstTrialLines({ trial, headline, passed, provenance, finding }: WorstTrial, page: Page): string[] {
  const { width, colours } = page;
  const marker = `${formatHeadline(headline).padStart(5)}  `;
  const notes = [...(passed ? [] : [colours.red("failed")]), ...(provenance === "live" ? [] : [provenance])];
  const title = [trialLabel(trial), ...notes].join(" · ");
  const indent = INDENT + " ".repeat(marker.length);
  return [
    ...wrapItem(title, { width, indent: INDENT, marker }),
    ...(finding === null
      ? []
      : wrapProse(`${finding.scorerId}: ${printableLine(finding.message)}`, { width, indent }).map(
          colours.dim,
        )),
  ];
}

function gateFailureLines(
  { gateFailures, gateFailureCount }: NotableTrials,
  listedIn: string | null,
  page: Page,
): string[] {
  if (gateFailureCount === 0) return [];
  return [
    heading(`Gate failures (${gateFailureCount})`, page),
    ...gateFailures.flatMap((failure) => gateFailureItem(failure, page)),
    ...moreLine(gateFailureCount - gateFailures.length, "gate failure", listedIn),
  ];
}

function gateFailureItem({ gate, scorerId, message, trial }: TrialGateFailure, page: Page): string[] {
  const text = `${page.colours.red(gate)}  ${trialLabel(trial)}\n${scorerId}: ${printableLine(message)}`;
  return wrapItem(text, { width: page.width, indent: INDENT, marker: "✗ " });
}

function failureLines(
  { failures, failedCount }: NotableTrials,
  { planned, listedIn }: { readonly planned: number; readonly listedIn: string | null },
  page: Page,
): string[] {
  if (failedCount === 0) return [];
  const shown = failures.reduce((sum, { count }) => sum + count, 0);
  return [
    heading(`Not graded (${failedCount} of ${formatCount(planned, "trial")})`, page),
    ...failures.flatMap((group) => failureItem(group, page)),
    ...moreLine(failedCount - shown, "trial", listedIn),
  ];
}

function failureItem({ outcome, code, problem, count, first }: FailureGroup, page: Page): string[] {
  const reason = page.colours.red(code === null ? outcome : `${outcome} (${code})`);
  const where =
    count === 1 ? trialLabel(first) : `${formatCount(count, "trial")}, first ${trialLabel(first)}`;
  const text = `${reason}  ${where}\n${printableLine(problem)}`;
  return wrapItem(text, { width: page.width, indent: INDENT, marker: "✗ " });
}

function moreLine(count: number, noun: string, listedIn: string | null): string[] {
  if (count === 0) return [];
  const where = listedIn === null ? "" : `: ${listedIn} lists every one`;
  return [`${INDENT}and ${formatCount(count, `more ${noun}`)}${where}`];
}

function trialLabel({ scenarioId, promptId, modelId, language, repeat }: TrialKey): string {
  const cell = [scenarioId, promptId, modelId, language].map(printableLine).join(" · ");
  return repeat === 0 ? cell : `${cell} · repeat ${repeat + 1}`;
}

export function heading(text: string, { colours }: Page): string {
  return colours.bold(text);
}
