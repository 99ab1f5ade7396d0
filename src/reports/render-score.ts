import { trialSelector } from "../contracts/trial.ts";
import { formatCount } from "./format-figures.ts";
import { migrationParts } from "./migration-parts.ts";
import { printableLine } from "./printable.ts";
import { heading, joinParts, legendLines, notableParts, type Page } from "./render-results.ts";
import { gradeTables } from "./results-tables.ts";
import type { NotGraded, ScoreView } from "./score-view.ts";
import { coloursFor, type Terminal } from "./terminal.ts";
import { wrapItem, wrapProse } from "./wrap-prose.ts";

/** Stored replies graded again, for a terminal: the tables, what is notable, and what moved since they were stored. */
export function renderScore(view: ScoreView, terminal: Terminal): string {
  const page: Page = { width: terminal.width, colours: coloursFor(terminal) };
  const rows = view.rows.map((row) => ({ ...row, change: null }));
  return joinParts([
    headerLines(view, page),
    ...(rows.length === 0 ? [["Nothing was graded."]] : gradeTables(rows, page).map((table) => [table])),
    legendLines(rows, page),
    ...notableParts(view.notable, { planned: view.planned, listedIn: null }, page),
    notGradedLines(view.notGraded, page),
    ...migrationParts(view, page),
  ]);
}

function headerLines(
  { source, planned, rows, scorerVersions, weightsVersion }: ScoreView,
  page: Page,
): string[] {
  const graded = rows.reduce((sum, row) => sum + row.graded, 0);
  const noun = source.kind === "run" ? "stored trial" : "stored reply";
  const all =
    source.kind === "run"
      ? formatCount(planned, noun)
      : `${planned} stored ${planned === 1 ? "reply" : "replies"}`;
  const text = `${graded} of ${all} graded`;
  const parts = [
    graded < planned ? page.colours.red(text) : text,
    ...(source.kind === "run" ? [`suite ${printableLine(source.suiteId)}`] : []),
    formatCount(Object.keys(scorerVersions).length, "scorer"),
    `weights ${weightsVersion}`,
  ];
  return wrapProse(parts.join(" · "), page);
}

const REASONS: Readonly<Record<NotGraded["reason"], (scenarioId: string) => string>> = {
  "no-recording": () => "the reply it was graded from is no longer in the recordings",
  "no-scenario": (scenarioId) => `there is no scenario "${scenarioId}"`,
  "no-scenario-named": () => "a reply about an incident that is no scenario: nothing to grade it against",
  "not-stored": () => "planned, and not in the run: it was cut short",
};

/** Why, in one line. */
export function reasonNotGraded({ reason, scenarioId }: NotGraded): string {
  return printableLine(REASONS[reason](scenarioId ?? ""));
}

function notGradedLines(notGraded: readonly NotGraded[], page: Page): string[] {
  if (notGraded.length === 0) return [];
  const total = notGraded.reduce((sum, { count }) => sum + count, 0);
  return [
    heading(`Not graded again (${total})`, page),
    ...notGraded.flatMap((group) => {
      const first = group.first === null ? "" : `, first ${printableLine(trialSelector(group.first))}`;
      const text = `${page.colours.red(String(group.count))}${first}: ${reasonNotGraded(group)}`;
      return wrapItem(text, { width: page.width, indent: "  ", marker: "✗ " });
    }),
  ];
}
