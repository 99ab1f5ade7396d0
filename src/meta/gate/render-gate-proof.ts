import { fitTables } from "../../reports/fit-table.ts";
import { formatCount } from "../../reports/format-figures.ts";
import { coloursFor, type Terminal } from "../../reports/terminal.ts";
import { wrapItem, wrapProse } from "../../reports/wrap-prose.ts";
import type { Claim } from "./claim.ts";

const SECTIONS: Readonly<Record<Claim["about"], string>> = {
  gate: "The gate",
  intervals: "Intervals",
  sequential: "Stopping early",
  "fixed cases": "Fixed cases",
};

/** The claims as tables, what does not hold and why, and how it was measured. */
export function renderGateProof(
  claims: readonly Claim[],
  { runs, seed, terminal }: { runs: number; seed: number; terminal: Terminal },
): string {
  const { width } = terminal;
  const colours = coloursFor(terminal);
  const tables = Object.entries(SECTIONS).flatMap(([about, title]) => {
    const own = claims.filter((claim) => claim.about === about);
    return [
      colours.bold(title),
      ...fitTables(
        {
          labels: { head: "claim", align: "left", cells: own.map(({ claim }) => claim) },
          groups: [
            {
              caption: title,
              columns: [
                {
                  head: "measured",
                  align: "left",
                  cells: own.map(({ measured }) => measured.replaceAll(" · ", "\n")),
                },
                { head: "asked", align: "left", cells: own.map(({ asked }) => asked) },
                {
                  head: "holds",
                  align: "left",
                  cells: own.map(({ holds }) => (holds ? colours.green("yes") : colours.red("no"))),
                },
              ],
            },
          ],
        },
        { width, colours },
      ),
      "",
    ];
  });
  const broken = claims.filter(({ holds }) => !holds);
  const notes = [...Map.groupBy(broken, ({ note }) => note).entries()].flatMap(([note, own]) => [
    ...own.flatMap(({ claim, measured }) => wrapItem(`${claim}: ${measured}`, { width, marker: "✗ " })),
    ...(note === null ? [] : wrapProse(note, { width, indent: "    " })),
  ]);
  const how = `${formatCount(runs, "run")} each (fewer where slow), seed ${seed}; simulated figures of trials, judged by the real comparison and gate. In brackets the 95% interval of what was measured; a claim does not hold where chance would explain its figure less than once in a thousand times.`;
  return `${[
    ...tables,
    `${claims.length - broken.length} of ${formatCount(claims.length, "claim")} hold`,
    ...notes,
    "",
    ...wrapProse(how, { width }),
  ].join("\n")}\n`;
}
