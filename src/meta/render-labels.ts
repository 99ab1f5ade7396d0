import { trialSelector } from "../contracts/trial.ts";
import { type Column, fitTables } from "../reports/fit-table.ts";
import { formatCount, formatInstant, formatPercent, UNKNOWN } from "../reports/format-figures.ts";
import { printable, printableLine } from "../reports/printable.ts";
import { type Colours, coloursFor, type Terminal } from "../reports/terminal.ts";
import { wrapItem, wrapProse } from "../reports/wrap-prose.ts";
import type { Agreement } from "../statistics/cohen-kappa.ts";
import type { ComparedLabel } from "./compare-label.ts";
import { FEWEST_LABELS } from "./judge-agreement.ts";
import type { LabelAgreement, LabelMeasure, ReviewerAgreement } from "./label-agreement.ts";

const NO_LABELS = `There are no labels yet. Give some: npm run view, open a trial, and say where a grader is right or wrong.
They are kept in results/labels/, and this command then says how far people and graders agree.
`;

const FOOTNOTE = `Graders as they are today. Good is a value of .7 or more; for severity, one of the scenario's acceptable severities; for safe-to-act, no failed gate and no bad finding of either scorer. A verdict called right is the reviewer's own; called wrong, its opposite is. In brackets the 95% interval of κ, under ${FEWEST_LABELS} labels too few to say. A reply that two people labelled counts twice.`;

const ANCHORED =
  "Open labels are anchored: the reviewer saw the verdict before saying whether it is right. Trust the blind ones more.";

const WHY_LOST = {
  "no-recording": "the reply is no longer in the recordings",
  "no-scenario": "the scenario is no longer in scenarios/",
  "no-scorer": "the scorer is no more",
} as const;

/** How far people and graders agree, and every case where they do not. Ends with a line break. */
export function renderLabels(found: LabelAgreement, terminal: Terminal): string {
  if (found.labels === 0) return NO_LABELS;
  const colours = coloursFor(terminal);
  const options = { width: terminal.width, colours };
  const prose = (text: string) => wrapProse(text, { width: terminal.width }).join("\n");
  const sections = [
    prose(
      `Reviewers' labels: ${formatCount(found.labels, "label")} by ${formatCount(found.reviewers.length, "reviewer")}, ${found.blindLabels} blind`,
    ),
    ...(found.measures.length === 0 ? [] : [...measureTables(found.measures, options), prose(FOOTNOTE)]),
    ...(found.blindLabels < found.labels ? [prose(ANCHORED)] : []),
    ...lostLines(found.lost).map(prose),
    ...reviewerTables(found.betweenReviewers, options),
    colours.bold(formatCount(found.disagreements.length, "disagreement")),
    ...found.disagreements.map((one) => disagreementLines(one, terminal.width).join("\n")),
  ];
  return `${sections.join("\n\n")}\n`;
}

function measureTables(
  measures: readonly LabelMeasure[],
  options: { width: number; colours: Colours },
): string[] {
  const column = (head: string, cell: (one: LabelMeasure) => string | number): Column => ({
    head,
    align: "right",
    cells: measures.map((one) => String(cell(one))),
  });
  return fitTables(
    {
      labels: { head: "question: grader", align: "left", cells: measures.map(measureName) },
      groups: [
        {
          caption: "Agreement",
          columns: [
            column("compared", ({ agreement }) => agreement?.items ?? 0),
            column("agree", ({ agreement }) => formatPercent(agreement?.observed ?? null)),
            column("κ", kappaOf),
          ],
        },
        {
          caption: "Where they differ",
          columns: [
            column("grader bad,\nperson good", (one) => one.graderBadReviewerGood),
            column("grader good,\nperson bad", (one) => one.graderGoodReviewerBad),
          ],
        },
        {
          caption: "Not compared",
          columns: [
            column("person\ncannot tell", (one) => one.cannotTell),
            column("not scored\ntoday", (one) => one.unscoredToday),
            column("not scored,\ncalled right", (one) => one.rightlyUnscored),
            column("not scored,\ncalled wrong", (one) => one.wronglyUnscored),
          ],
        },
      ],
    },
    options,
  );
}

function measureName({ question, grader, seen }: LabelMeasure): string {
  return seen === "all" ? printableLine(`${question}: ${grader}`) : `  ${seen}`;
}

function reviewerTables(
  pairs: readonly ReviewerAgreement[],
  options: { width: number; colours: Colours },
): string[] {
  if (pairs.length === 0) return [];
  const column = (head: string, cell: (one: ReviewerAgreement) => string): Column => ({
    head,
    align: "right",
    cells: pairs.map(cell),
  });
  const tables = fitTables(
    {
      labels: {
        head: "reviewers",
        align: "left",
        cells: pairs.map(({ reviewers }) => reviewers.map(printableLine).join(" and ")),
      },
      groups: [
        {
          caption: "Agreement",
          columns: [
            column("question", ({ question }) => question),
            column("both", ({ agreement }) => String(agreement?.items ?? 0)),
            column("agree", ({ agreement }) => formatPercent(agreement?.observed ?? null)),
            column("κ", kappaOf),
          ],
        },
      ],
    },
    options,
  );
  return [options.colours.bold("Reviewers against each other"), ...tables];
}

function kappaOf({ agreement, isTooFew }: { agreement: Agreement | null; isTooFew: boolean }): string {
  if (agreement === null) return UNKNOWN;
  if (isTooFew) return "too few to say";
  const { kappa, interval } = agreement;
  if (kappa === null || interval === null) return "all alike";
  // No spread to estimate from: an interval of no width would claim certainty.
  if (interval.low === interval.high && kappa < 1) return `${kappa.toFixed(2)}, one side all alike`;
  return `${kappa.toFixed(2)} [${interval.low.toFixed(2)}, ${interval.high.toFixed(2)}]`;
}

function lostLines(lost: LabelAgreement["lost"]): string[] {
  return (["no-recording", "no-scenario", "no-scorer"] as const)
    .filter((reason) => lost[reason] > 0)
    .map((reason) => `${formatCount(lost[reason], "label")} not compared: ${WHY_LOST[reason]}`);
}

function disagreementLines(
  { label, reviewer, grader, opinion, summary }: ComparedLabel,
  width: number,
): string[] {
  const selector = printableLine(trialSelector(label));
  const said = reviewer === "wrongly-unscored" ? "should have been scored" : reviewer;
  const seen = label.isBlind ? "blind" : "open";
  const item = (marker: string, text: string) => wrapItem(text, { width, indent: "  ", marker });
  return [
    ...wrapProse(`${selector} · ${printableLine(`${label.question}: ${grader}`)}`, { width }),
    ...item("grader: ", `${opinion ?? "not scored"}: ${printableLine(summary)}`),
    ...item("person: ", `${said}: ${printableLine(label.reviewer)}, ${formatInstant(label.at)}, ${seen}`),
    ...(label.comment.trim() === "" ? [] : item("why:    ", printable(label.comment))),
    // Never wrapped: it is to be copied.
    `  npm run score -- ${shellWord(printableLine(label.runId))} --explain ${shellWord(selector)}`,
  ];
}

/** A file put into the folder may name a run as it likes: it must stay one word where the line is pasted. */
function shellWord(text: string): string {
  return /^[\w./:@+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
