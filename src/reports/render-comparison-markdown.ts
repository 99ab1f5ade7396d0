import type { Comparison, Flip } from "../contracts/comparison.ts";
import { metricLabel, openReasons } from "./comparison-tables.ts";
import type { ComparisonView } from "./comparison-view.ts";
import { escapeMarkdown, markdownFence } from "./escape-markdown.ts";
import { formatDifference, formatEffect, formatLevel, formatSize } from "./format-metric.ts";

const MOST_LISTED = 20;

/** The same comparison as Markdown, for a pull request or a document. */
export function renderComparisonMarkdown({ comparison, promptDiff }: ComparisonView): string {
  const { baseline, candidate, pairedCells, unpairedCells } = comparison;
  const labels = `${escapeMarkdown(baseline.label)} → ${escapeMarkdown(candidate.label)}`;
  const unpaired = unpairedCells === 0 ? "" : `, ${unpairedCells} on one side only`;
  const parts = [
    `**${labels}** · ${pairedCells} cells on both sides${unpaired}`,
    metricTable(comparison),
    provenanceLine(comparison),
    openList(comparison),
    flipList(comparison.flips),
    parityTable(comparison),
    promptDiff === null
      ? ""
      : `What changed in the prompt:\n\n${markdownFence(promptDiff, { info: "diff" })}`,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function metricTable({ metrics, baseline, candidate }: Comparison): string {
  return table(
    ["metric", baseline.label, candidate.label, "difference", "tolerated", "verdict"],
    metrics.map(({ metric, unit, effect, tolerance, verdict, ...levels }) => [
      metricLabel(metric),
      formatLevel(metric, levels.baseline),
      formatLevel(metric, levels.candidate),
      formatEffect(unit, effect),
      formatSize(unit, tolerance),
      verdict,
    ]),
  );
}

export function provenanceLine({ baseline, candidate }: Comparison): string {
  const kinds = ["imported", "authored", "simulated"] as const;
  const present = kinds.filter(
    (kind) => (baseline.provenance[kind] ?? 0) + (candidate.provenance[kind] ?? 0) > 0,
  );
  return present.length === 0 ? "" : `Replies among these are not live: ${present.join(", ")}.`;
}

function openList(comparison: Comparison): string {
  return [...Map.groupBy(openReasons(comparison), ({ reason }) => reason)]
    .map(
      ([reason, metrics]) => `- ${metrics.map(({ label }) => label).join(", ")}: ${escapeMarkdown(reason)}`,
    )
    .join("\n");
}

function flipList(flips: readonly Flip[]): string {
  if (flips.length === 0) return "";
  const items = flips
    .slice(0, MOST_LISTED)
    .map(({ scenarioId, modelId, language, baseline, candidate, finding }) => {
      const cell = [scenarioId, modelId, language].map(escapeMarkdown).join(" · ");
      const passes = `${baseline.passed}/${baseline.trials} → ${candidate.passed}/${candidate.trials}`;
      return `- ${cell}: ${passes} passed${finding === null ? "" : `: ${escapeMarkdown(finding)}`}`;
    });
  const more = flips.length > MOST_LISTED ? [`- and ${flips.length - MOST_LISTED} more`] : [];
  return `Flips:\n\n${[...items, ...more].join("\n")}`;
}

function parityTable({ parity }: Comparison): string {
  if (parity.length === 0) return "";
  return table(
    ["zh − en", "gap before", "gap after", "moved"],
    parity.map(({ metric, unit, baselineGap, candidateGap, change }) => [
      metricLabel(metric),
      formatDifference(unit, baselineGap),
      formatDifference(unit, candidateGap),
      formatEffect(unit, change),
    ]),
  );
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  const rule = `| ${heads.map((_, index) => (index === 0 ? "---" : "---:")).join(" | ")} |`;
  return [line(heads), rule, ...rows.map(line)].join("\n");
}
