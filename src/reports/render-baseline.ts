import type { BaselineCertificate } from "../contracts/baseline.ts";
import type { FiguresSummary } from "../contracts/figures-summary.ts";
import type { ApprovalView, BaselineView } from "./baseline-view.ts";
import { type Column, fitTables } from "./fit-table.ts";
import { formatCount, formatHeadline, formatInstant, formatPercent, UNKNOWN } from "./format-figures.ts";
import { printableLine } from "./printable.ts";
import { provenanceCell, provenanceLines } from "./provenance-lines.ts";
import { type Colours, coloursFor, type Terminal } from "./terminal.ts";
import { wrapItem, wrapProse } from "./wrap-prose.ts";

const MOST_LISTED = 20;
const SHORT_HASH = 8;

interface Page {
  readonly width: number;
  readonly colours: Colours;
}

/** A baseline's certificate and figures, and whether they still count. */
export function renderBaseline({ certificate, rows, stale }: BaselineView, terminal: Terminal): string {
  const page: Page = { width: terminal.width, colours: coloursFor(terminal) };
  const state =
    stale.length === 0
      ? [page.colours.green("Current: graded as today's library grades.")]
      : wrapProse(page.colours.red(`Stale: ${stale.map(printableLine).join("; ")}.`), page);
  return text([certificateLines(certificate, page), state, table(rows, null, page), legend(rows, page)]);
}

/** What a run would change, or has changed, as the baseline of a suite. */
export function renderApproval({ name, runId, rows, before }: ApprovalView, terminal: Terminal): string {
  const page: Page = { width: terminal.width, colours: coloursFor(terminal) };
  const head = page.colours.bold(`Baseline ${printableLine(name)} from run ${printableLine(runId)}`);
  return text([
    wrapProse(head, page),
    changeLines(before, page),
    table(rows, before?.rows ?? null, page),
    flipLines(before, page),
    legend([...rows, ...(before?.rows ?? [])], page),
  ]);
}

function text(parts: readonly (readonly string[])[]): string {
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function certificateLines(certificate: BaselineCertificate, page: Page): string[] {
  const { run, judge, scorerVersions, trials, passed, gateFailures } = certificate;
  const facts: readonly (readonly [string, string])[] = [
    ["approved", formatInstant(certificate.approvedAt)],
    ["run", `${run.id}, of ${formatInstant(run.startedAt)}, code ${run.codeRevision ?? UNKNOWN}`],
    ["trials", `${trials}: ${passed} passed, ${gateFailures} with a gate failure`],
    ["scenarios", Object.keys(certificate.scenarioHashes).join(", ")],
    ["prompts", hashed(certificate.promptHashes)],
    ["models", modelsOf(certificate)],
    [
      "scorers",
      Object.entries(scorerVersions)
        .map((pair) => pair.join(" "))
        .join(", "),
    ],
    ["weights", String(certificate.weightsVersion)],
    ["judge", judge === undefined ? "none" : `${judge.modelId}, prompt ${judge.promptId}`],
  ];
  return [
    page.colours.bold(`Baseline ${printableLine(certificate.name)}`),
    ...facts.flatMap(([label, value]) =>
      wrapItem(printableLine(value), { width: page.width, indent: "  ", marker: label.padEnd(MARKER_WIDTH) }),
    ),
  ];
}

const MARKER_WIDTH = 11;

function hashed(hashes: Readonly<Record<string, string>>): string {
  return Object.entries(hashes)
    .map(([id, hash]) => `${id} (${hash.slice(0, SHORT_HASH)})`)
    .join(", ");
}

function modelsOf({ modelHashes, servedModels }: BaselineCertificate): string {
  return Object.keys(modelHashes)
    .map((id) => `${id} (served: ${servedModels[id]?.join(", ") || UNKNOWN})`)
    .join(", ");
}

function changeLines(before: ApprovalView["before"], page: Page): string[] {
  if (before === null) return ["There is no earlier baseline to compare with."];
  const { runId, approvedAt, gradingChanges, added, removed, changed } = before;
  const counts = [
    `${formatCount(changed, "trial")} with other figures`,
    `${added} added`,
    `${removed} removed`,
  ].join(", ");
  const line = `Against run ${printableLine(runId)}, approved ${formatInstant(approvedAt)}: ${counts}.`;
  const graded = `They were not graded alike, so the figures below do not compare: ${gradingChanges.map(printableLine).join("; ")}.`;
  return [
    ...wrapProse(line, page),
    ...(gradingChanges.length === 0 ? [] : wrapProse(page.colours.yellow(graded), page)),
  ];
}

function table(
  rows: readonly FiguresSummary[],
  before: readonly FiguresSummary[] | null,
  page: Page,
): string[] {
  const old = new Map(before?.map((row) => [rowLabel(row), row]));
  const column = (head: string, cell: (row: FiguresSummary) => string): Column => ({
    head,
    align: "right",
    cells: rows.map((row) => moved(old.get(rowLabel(row)), row, cell)),
  });
  const replies: Column = {
    head: "replies",
    align: "left",
    cells: rows.map(({ provenance }) => provenanceCell(provenance, page.colours)),
  };
  const columns = [
    replies,
    column("trials", ({ trials }) => String(trials)),
    column("pass", ({ passed, trials }) => formatPercent(passed / trials)),
    column("headline", ({ headline }) => formatHeadline(headline)),
    column("failing\na gate", ({ gateFailures }) => String(gateFailures)),
  ];
  const labels: Column = { head: "prompt · model · lang", align: "left", cells: rows.map(rowLabel) };
  return fitTables({ labels, groups: [{ caption: "Figures", columns }] }, page);
}

/** "40.0 → 68.3" where the figure moved. */
function moved(
  then: FiguresSummary | undefined,
  now: FiguresSummary,
  cell: (row: FiguresSummary) => string,
): string {
  if (then === undefined || cell(then) === cell(now)) return cell(now);
  return `${cell(then)} → ${cell(now)}`;
}

function rowLabel({ promptId, modelId, language }: FiguresSummary): string {
  return [promptId, modelId, language].map(printableLine).join(" · ");
}

function flipLines(before: ApprovalView["before"], page: Page): string[] {
  if (before === null) return [];
  return [
    ...listed("Passed then, fails now", before.passToFail, page),
    ...listed("Failed then, passes now", before.failToPass, page),
  ];
}

function listed(head: string, selectors: readonly string[], { width, colours }: Page): string[] {
  if (selectors.length === 0) return [];
  const more = selectors.length - MOST_LISTED;
  return [
    colours.bold(`${head} (${selectors.length})`),
    ...selectors
      .slice(0, MOST_LISTED)
      .flatMap((selector) => wrapItem(printableLine(selector), { width, indent: "  ", marker: "- " })),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function legend(rows: readonly FiguresSummary[], page: Page): string[] {
  return provenanceLines(
    rows.map(({ provenance }) => provenance),
    page,
  );
}
