import { languageSchema } from "../contracts/language.ts";
import type { Count, LibrarySpread } from "../contracts/library-spread.ts";
import type { Scenario } from "../contracts/scenario.ts";
import { type Column, fitTables } from "./fit-table.ts";
import { formatCount, formatHeadline, formatPercent } from "./format-figures.ts";
import { printableLine } from "./printable.ts";
import { coloursFor, type Terminal } from "./terminal.ts";

/** One line per scenario, as one table or several where the terminal is narrow. */
export function scenarioTable(scenarios: readonly Scenario[], terminal: Terminal): string[] {
  const column = columnsFrom(scenarios);
  return fitTables(
    {
      labels: column("scenario", ({ id }) => id),
      groups: [
        {
          caption: "What it is",
          columns: [
            column("severity", ({ expected }) => acceptableSeverities(expected)),
            column("category", ({ category }) => category),
            column("difficulty", ({ difficulty }) => difficulty),
            column("lang", ({ context }) => writtenLanguages(context)),
            column("source", ({ source, twinOf }) => (twinOf === undefined ? source.kind : "twin")),
          ],
        },
        {
          caption: "About",
          columns: [column("tags", ({ tags }) => tags.map(printableLine).join(" "))],
        },
      ],
    },
    { width: terminal.width, colours: coloursFor(terminal) },
  );
}

/** How the scenarios are spread, one line per heading. */
export function spreadTable(spread: LibrarySpread, terminal: Terminal): string {
  const headings = ["severity", "category", "difficulty", "language", "source", "tag"] as const;
  const column = columnsFrom(headings);
  const inWords = (counts: readonly Count[]) =>
    counts.map(({ value, count }) => `${printableLine(value)} ${count}`).join(" · ");
  return oneTable(
    [
      column("spread", (heading) => heading),
      column(spreadTitle(spread), (heading) => inWords(spread[heading])),
    ],
    terminal,
  );
}

function spreadTitle({ originals, twins }: LibrarySpread): string {
  const repeated = twins === 0 ? "" : `; ${formatCount(twins, "injected twin")} not counted`;
  return `${formatCount(originals, "scenario")}${repeated}`;
}

/** What the library needs and has; what is short is marked. */
export function balanceTable(
  lines: readonly { readonly what: string; readonly needed: number; readonly have: number }[],
  terminal: Terminal,
): string {
  const { red } = coloursFor(terminal);
  const column = columnsFrom(lines);
  const short = (text: string, isShort: boolean) => (isShort ? red(text) : text);
  return oneTable(
    [
      column("library", ({ what }) => what),
      column("needed", ({ needed }) => String(needed), "right"),
      column("have", ({ needed, have }) => short(String(have), have < needed), "right"),
      column("", ({ needed, have }) => short(have < needed ? "too few" : "", have < needed)),
    ],
    terminal,
  );
}

/** What answers without a diagnosis earn. */
export function guessTable(
  guesses: readonly {
    readonly id: string;
    readonly passRate: number | null;
    readonly headline: number | null;
  }[],
  terminal: Terminal,
): string {
  const column = columnsFrom(guesses);
  return oneTable(
    [
      column("answer without a diagnosis", ({ id }) => id),
      column("passes", ({ passRate }) => formatPercent(passRate), "right"),
      column("headline", ({ headline }) => formatHeadline(headline), "right"),
    ],
    terminal,
  );
}

/** The expected severity, and the others that count as right. */
export function acceptableSeverities({
  severity,
  acceptable,
}: Pick<Scenario["expected"], "severity" | "acceptable">): string {
  return [severity, ...acceptable.filter((other) => other !== severity)].join(" or ");
}

export function writtenLanguages(context: Scenario["context"]): string {
  return languageSchema.options.filter((language) => context[language] !== undefined).join(" ");
}

function oneTable([labels, ...columns]: [Column, ...Column[]], terminal: Terminal): string {
  return fitTables(
    { labels, groups: [{ caption: "", columns }] },
    { width: terminal.width, colours: coloursFor(terminal) },
  ).join("\n");
}

function columnsFrom<T>(rows: readonly T[]) {
  return (head: string, cell: (row: T) => string, align: Column["align"] = "left"): Column => ({
    head,
    align,
    cells: rows.map(cell),
  });
}
