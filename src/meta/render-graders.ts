import { type Column, fitTables } from "../reports/fit-table.ts";
import { formatCount, UNKNOWN } from "../reports/format-figures.ts";
import { printableLine } from "../reports/printable.ts";
import { type Colours, coloursFor, type Terminal } from "../reports/terminal.ts";
import { floorOf } from "./grader-floors.ts";
import type { Disagreement, Measure, Share, StateTable } from "./measure-graders.ts";
import type { GraderProof } from "./prove-graders.ts";
import { renderMutations } from "./render-mutations.ts";

/** The graders' tables as text. Ends with a line break. */
export function renderGraders(
  proof: GraderProof,
  { terminal, isListed }: { terminal: Terminal; isListed: boolean },
): string {
  const colours = coloursFor(terminal);
  const options = { width: terminal.width, colours };
  const { reports, scenarios, disagreements } = proof;
  const sections = [
    colours.bold(
      `Against people's labels: ${formatCount(reports, "labelled reply").replace("replys", "replies")} about ${formatCount(scenarios, "scenario")}`,
    ),
    ...measureTables(proof.measures, options),
    "Flagged: right, wrong; clean: missed, right; null: no verdict. In brackets the lower end of the 95% interval.\n" +
      "Found: single bad findings against the words people marked. Below its floor: !",
    ...proof.states.map((table) => stateLine(table)),
    ...(isListed
      ? listed(disagreements)
      : [`${formatCount(disagreements.length, "disagreement")} (--list shows them)`]),
    colours.bold("Against known defects: how far each scorer moves, in points of 100"),
    ...renderMutations(proof, options),
  ];
  return `${sections.join("\n\n")}\n`;
}

function measureTables(
  measures: readonly Measure[],
  { width, colours }: { width: number; colours: Colours },
): string[] {
  const all = measures.filter(({ language }) => language === "all");
  const per = (language: Measure["language"]) =>
    all.map(({ id }) => measures.find((one) => one.id === id && one.language === language));
  const column = (head: string, cell: (one: Measure) => string): Column => ({
    head,
    align: "right",
    cells: all.map(cell),
  });
  return fitTables(
    {
      labels: { head: "question", align: "left", cells: all.map(({ id }) => id) },
      groups: [
        {
          caption: "Flagged and clean",
          columns: [
            column("flag\nright", ({ confusion }) => String(confusion.flagged.rightly)),
            column("flag\nwrong", ({ confusion }) => String(confusion.flagged.wrongly)),
            column("clean\nmissed", ({ confusion }) => String(confusion.clean.wrongly)),
            column("clean\nright", ({ confusion }) => String(confusion.clean.rightly)),
            column("null", ({ confusion }) => String(confusion.unscored)),
          ],
        },
        {
          caption: "Precision and recall",
          columns: [
            column("precision", (one) => marked(one, "precision")),
            column("recall", (one) => marked(one, "recall")),
            column("found\nprec.", ({ findings }) => shareOf(findings?.precision)),
            column("found\nrecall", ({ findings }) => shareOf(findings?.recall)),
          ],
        },
        {
          caption: "By language",
          columns: (["en", "zh"] as const).flatMap((language): Column[] => [
            {
              head: `${language}\nprec.`,
              align: "right",
              cells: per(language).map((one) => shareOf(one?.precision)),
            },
            {
              head: `${language}\nrecall`,
              align: "right",
              cells: per(language).map((one) => shareOf(one?.recall)),
            },
          ]),
        },
      ],
    },
    { width, colours },
  );
}

function marked(measure: Measure, what: "precision" | "recall"): string {
  const share = measure[what];
  const isBelow = share.value !== null && share.value < floorOf(measure.id)[what];
  return `${isBelow ? "!" : ""}${shareOf(share)} (${share.low === null ? UNKNOWN : share.low.toFixed(2)})`;
}

function shareOf(share: Share | undefined): string {
  return share === undefined || share.value === null ? UNKNOWN : share.value.toFixed(3).replace(/0$/, "");
}

function stateLine({ id, cells }: StateTable): string {
  const shown = cells
    .toSorted((a, b) => a.label.localeCompare(b.label) || b.count - a.count)
    .map(({ label, verdict, count }) => `  ${label} → ${verdict}: ${count}`);
  return [`${id}, people → code`, ...shown].join("\n");
}

function listed(disagreements: readonly Disagreement[]): string[] {
  return disagreements.map(({ measureId, report, label, verdict }) =>
    [
      `${measureId} · ${report.scenarioId}.${report.language} · ${report.id} (${report.class})`,
      `  why:    ${printableLine(report.why)}`,
      `  people: ${printableLine(label)}`,
      ...verdict
        .split("\n")
        .map((line, index) => `${index === 0 ? "  code:   " : "          "}${printableLine(line)}`),
      `  text:   ${printableLine(report.text).slice(0, 400)}…`,
    ].join("\n"),
  );
}
