import type { Comparison, ComparisonSide, Flip, NewGateFailure } from "../contracts/comparison.ts";
import { metricTables, openReasons, parityTables, sliceTables } from "./comparison-tables.ts";
import type { ComparisonView } from "./comparison-view.ts";
import { formatCount } from "./format-figures.ts";
import { printable, printableLine } from "./printable.ts";
import { provenanceLines } from "./provenance-lines.ts";
import { type Colours, coloursFor, type Terminal } from "./terminal.ts";
import { wrapItem, wrapProse } from "./wrap-prose.ts";

const INDENT = "  ";
const MOST_LISTED = 20;

export interface Page {
  readonly width: number;
  readonly colours: Colours;
}

/** Is the candidate better? For a terminal: metrics, what is open and why, flips, parts, languages, the prompts' diff. */
export function renderComparison({ comparison, promptDiff }: ComparisonView, terminal: Terminal): string {
  const page: Page = { width: terminal.width, colours: coloursFor(terminal) };
  const parts = [
    headerLines(comparison, page),
    metricTables(comparison, page),
    provenanceLines([comparison.baseline.provenance, comparison.candidate.provenance], page),
    openLines(comparison, page),
    flipLines(comparison.flips, page),
    newGateLines(comparison.newGateFailures, page),
    comparison.parity.length === 0 ? [] : parityTables(comparison.parity, page),
    comparison.slices.length === 0 ? [] : sliceTables(comparison.slices, page),
    promptDiff === null
      ? []
      : [page.colours.bold("What changed in the prompt"), colouredDiff(promptDiff, page)],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function headerLines({ baseline, candidate, pairedCells, unpairedCells }: Comparison, page: Page): string[] {
  const side = ({ label, trials, missing }: ComparisonSide) =>
    `${printableLine(label)} (${formatCount(trials, "trial")}${missing === 0 ? "" : `, ${missing} without a reply`})`;
  const unpaired =
    unpairedCells === 0 ? "" : ` · ${formatCount(unpairedCells, "cell")} on one side only, left out`;
  const line = `${side(baseline)} → ${side(candidate)} · ${formatCount(pairedCells, "cell")} on both sides${unpaired}`;
  return wrapProse(unpairedCells === 0 ? line : page.colours.yellow(line), page);
}

function openLines(comparison: Comparison, page: Page): string[] {
  const open = openReasons(comparison);
  if (open.length === 0) return [];
  const byReason = Map.groupBy(open, ({ reason }) => reason);
  return [
    page.colours.bold("Not decided"),
    ...[...byReason].flatMap(([reason, metrics]) =>
      wrapItem(`${metrics.map(({ label }) => label).join(", ")}: ${reason}`, {
        width: page.width,
        indent: INDENT,
        marker: "- ",
      }),
    ),
  ];
}

/** Which cells pass less or more often than before, and why they fail; nothing where none does. */
export function flipLines(flips: readonly Flip[], page: Page): string[] {
  if (flips.length === 0) return [];
  const lost = flips.filter(({ direction }) => direction === "pass-to-fail").length;
  return [
    page.colours.bold(`Flips (${lost} lost, ${flips.length - lost} gained)`),
    ...flips.slice(0, MOST_LISTED).flatMap((flip) => flipItem(flip, page)),
    ...moreLine(flips.length),
  ];
}

function flipItem(flip: Flip, page: Page): string[] {
  const { scenarioId, modelId, language, direction, baseline, candidate, finding } = flip;
  const passes = `${baseline.passed}/${baseline.trials} → ${candidate.passed}/${candidate.trials} passed`;
  const cell = [scenarioId, modelId, language].map(printableLine).join(" · ");
  const isLoss = direction === "pass-to-fail";
  const mark = isLoss ? page.colours.red : page.colours.green;
  const text = `${cell}: ${mark(passes)}${finding === null ? "" : `\n${printableLine(finding)}`}`;
  return wrapItem(text, { width: page.width, indent: INDENT, marker: isLoss ? "✗ " : "✓ " });
}

function newGateLines(failures: readonly NewGateFailure[], page: Page): string[] {
  if (failures.length === 0) return [];
  return [
    page.colours.bold(`New gate failures (${failures.length})`),
    ...failures.slice(0, MOST_LISTED).flatMap(({ gate, scenarioId, modelId, language, finding }) => {
      const cell = [scenarioId, modelId, language].map(printableLine).join(" · ");
      const text = `${page.colours.red(printableLine(gate))}  ${cell}${finding === null ? "" : `\n${printableLine(finding)}`}`;
      return wrapItem(text, { width: page.width, indent: INDENT, marker: "✗ " });
    }),
    ...moreLine(failures.length),
  ];
}

function moreLine(count: number): string[] {
  return count <= MOST_LISTED ? [] : [`${INDENT}and ${count - MOST_LISTED} more: --json lists every one`];
}

function colouredDiff(diff: string, { colours }: Page): string {
  return diff
    .split("\n")
    .map((line) => {
      // Indentation is part of a prompt; a line break that only a terminal knows is not.
      const text = printable(line).replaceAll("\n", " ");
      if (line.startsWith("+")) return colours.green(text);
      return line.startsWith("-") ? colours.red(text) : colours.dim(text);
    })
    .join("\n");
}
