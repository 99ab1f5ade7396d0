import { trialSelector } from "../contracts/trial.ts";
import type { ScorerMigration, VerdictMigration, VerdictMove } from "../contracts/verdict-migration.ts";
import { type Column, fitTables } from "./fit-table.ts";
import { formatChange, formatCount, formatHeadline, formatScore, UNKNOWN } from "./format-figures.ts";
import { printableLine } from "./printable.ts";
import { heading, type Page } from "./render-results.ts";
import type { ScoreView } from "./score-view.ts";
import { wrapItem, wrapProse } from "./wrap-prose.ts";

const INDENT = "  ";

/** What grading again changed: a table of the scorers concerned, warnings, and each moved verdict. */
export function migrationParts(view: ScoreView, page: Page): string[][] {
  const { migration } = view;
  const warnings = warningLines(view, page);
  if (migration === null) return [warnings];
  const concerned = migration.scorers.filter(isConcerned);
  return [
    [heading("Against the stored scores", page), ...summaryLines(view, migration, page)],
    ...(concerned.length === 0 ? [] : scorerTables(concerned, page).map((table) => [table])),
    warnings,
    moveLines(migration, page),
  ];
}

function isConcerned({ fromVersion, toVersion, reworded, ...counts }: ScorerMigration): boolean {
  const { up, down, toNull, fromNull, gatesAppeared, gatesVanished } = counts;
  return (
    fromVersion !== toVersion || reworded + up + down + toNull + fromNull + gatesAppeared + gatesVanished > 0
  );
}

function summaryLines(
  { stored, weightsVersion }: ScoreView,
  migration: VerdictMigration,
  page: Page,
): string[] {
  const { headline, passedToFailed, failedToPassed, moveCount, trials } = migration;
  const verdicts = migration.scorers.reduce((sum, { compared }) => sum + compared, 0);
  const change =
    headline.before === null || headline.after === null ? null : headline.after - headline.before;
  const moved =
    moveCount === 0
      ? `nothing moved: ${formatCount(verdicts, "verdict")} of ${formatCount(trials, "trial")} are as they were`
      : `${moveCount} of ${formatCount(verdicts, "verdict")} moved`;
  const weights =
    stored === null || stored.weightsVersion === weightsVersion
      ? []
      : [`weights ${stored.weightsVersion} → ${weightsVersion}: headlines move with them`];
  return [
    moved,
    `headline mean ${formatHeadline(headline.before)} → ${formatHeadline(headline.after)} (${formatChange(change)}) over ${formatCount(headline.trials, "trial")}`,
    `passes: ${failedToPassed} now passing, ${passedToFailed} now failing`,
    ...weights,
  ].flatMap((line) => wrapProse(line, { width: page.width, indent: INDENT }));
}

function scorerTables(scorers: readonly ScorerMigration[], { width, colours }: Page): string[] {
  const column = (head: string, cell: (scorer: ScorerMigration) => string): Column => ({
    head,
    align: "right",
    cells: scorers.map(cell),
  });
  const labels: Column = {
    head: "scorer",
    align: "left",
    cells: scorers.map(({ scorerId }) => printableLine(scorerId)),
  };
  const columns = [
    column("version", versionCell),
    column("both\ntimes", ({ compared }) => String(compared)),
    column("up", ({ up }) => String(up)),
    column("down", ({ down }) => String(down)),
    column("to –", ({ toNull }) => String(toNull)),
    column("from –", ({ fromNull }) => String(fromNull)),
    column("gates\ncame", ({ gatesAppeared }) => String(gatesAppeared)),
    column("gates\nwent", ({ gatesVanished }) => String(gatesVanished)),
    column("other\nwords", ({ reworded }) => String(reworded)),
  ];
  return fitTables({ labels, groups: [{ caption: "By scorer", columns }] }, { width, colours });
}

function versionCell({ fromVersion, toVersion }: ScorerMigration): string {
  if (fromVersion === null) return `new ${toVersion ?? UNKNOWN}`;
  if (toVersion === null) return `${fromVersion} → gone`;
  return fromVersion === toVersion ? String(toVersion) : `${fromVersion} → ${toVersion}`;
}

function warningLines({ migration, changedScenarios, outdatedReplies }: ScoreView, page: Page): string[] {
  const unbumped = (migration?.scorers ?? [])
    .filter(({ movedUnderSameVersion }) => movedUnderSameVersion > 0)
    .map(
      ({ scorerId, toVersion, movedUnderSameVersion }) =>
        `${scorerId}: ${formatCount(movedUnderSameVersion, "verdict")} moved though its version is still ${toVersion}: bump it, or two runs compare that should not`,
    );
  const edited = changedScenarios.map(
    (id) => `scenario ${id} was edited since the run: a move on it may be the scenario's`,
  );
  const outdated =
    outdatedReplies === 0
      ? []
      : [
          `${formatCount(outdatedReplies, "trial")} answered another incident text than the scenario has now: grades against today's are unfair to them`,
        ];
  return [...unbumped, ...edited, ...outdated].flatMap((text) =>
    wrapItem(page.colours.yellow(printableLine(text)), { width: page.width, marker: "! " }),
  );
}

function moveLines({ moves, moveCount }: VerdictMigration, page: Page): string[] {
  if (moveCount === 0) return [];
  const hidden = moveCount - moves.length;
  return [
    heading(`Moved verdicts (${moveCount})`, page),
    ...moves.flatMap((move) => moveItem(move, page)),
    ...(hidden === 0 ? [] : [`${INDENT}and ${hidden} more: --limit ${moveCount} lists every one`]),
  ];
}

function moveItem(move: VerdictMove, page: Page): string[] {
  const { trial, scorerId, before, after, gatesAppeared, gatesVanished, newFinding } = move;
  const { colours, width } = page;
  const isBetter = (after ?? -1) > (before ?? -1);
  const values = `${formatScore(before)} → ${formatScore(after)}`;
  const parts = [
    `${printableLine(scorerId)} ${isBetter ? colours.green(values) : colours.red(values)}`,
    ...gatesAppeared.map((gate) => colours.red(`gate ${gate} appeared`)),
    ...gatesVanished.map((gate) => colours.green(`gate ${gate} vanished`)),
    ...(move.passedBefore === move.passedAfter ? [] : [move.passedAfter ? "now passing" : "now failing"]),
    ...(move.isScenarioChanged ? ["scenario edited"] : []),
  ];
  const finding =
    newFinding === null
      ? ""
      : `\nnew: ${printableLine(newFinding.message)}${newFinding.path === null ? "" : ` (${printableLine(newFinding.path)})`}`;
  return wrapItem(`${printableLine(trialSelector(trial))}\n${parts.join(" · ")}${finding}`, {
    width,
    indent: INDENT,
    marker: "- ",
  });
}
