import { type Column, fitTables } from "../reports/fit-table.ts";
import { formatCount } from "../reports/format-figures.ts";
import type { Colours } from "../reports/terminal.ts";
import type { MutationResult } from "./mutations/run-mutations.ts";
import type { GraderProof } from "./prove-graders.ts";

/** The table defect × scorer, what the marks mean, and everything that went otherwise than declared. */
export function renderMutations(
  { scorerIds, mutationResults }: Pick<GraderProof, "scorerIds" | "mutationResults">,
  options: { width: number; colours: Colours },
): string[] {
  const byMutation = Map.groupBy(mutationResults, ({ mutation }) => mutation.id);
  const rows = [...byMutation.values()];
  const scorerColumns = scorerIds.map(
    (scorerId): Column => ({
      head: scorerId.replaceAll("-", "-\n"),
      align: "right",
      cells: rows.map((results) => cell(results, scorerId)),
    }),
  );
  const labels: Column = { head: "defect", align: "left", cells: [...byMutation.keys()] };
  const counts: Column = { head: "n", align: "right", cells: rows.map((results) => String(results.length)) };
  const gates: Column = {
    head: "gate",
    align: "left",
    cells: rows.map((results) => results[0]?.mutation.gates?.join("\n") ?? ""),
  };
  const surprises = mutationResults.filter(({ problems }) => problems.length > 0);
  return [
    ...fitTables(
      { labels, groups: [{ caption: "Defect × scorer", columns: [counts, ...scorerColumns, gates] }] },
      options,
    ),
    "Each figure is the smallest fall over n reports; in brackets where it need not but may. null: the verdict is lost.",
    surprises.length === 0
      ? `${formatCount(rows.length, "mutation")}, ${formatCount(mutationResults.length, "changed report")}: everything moved as declared and nothing else did`
      : surprises
          .map(
            ({ mutation, scenarioId, reportId, language, problems }) =>
              `! ${mutation.id} · ${scenarioId}.${language} · ${reportId}: ${problems.join("; ")}`,
          )
          .join("\n"),
  ];
}

/** The weakest movement of the reports: what a reader may rely on. */
function cell(results: readonly MutationResult[], scorerId: string): string {
  const movements = results.flatMap(({ movements }) => movements.filter((one) => one.scorerId === scorerId));
  if (movements.length === 0) return "";
  const changes = movements.flatMap(({ change }) => (change === null ? [] : [change]));
  const weakest = changes.toSorted((a, b) => Math.abs(a) - Math.abs(b))[0];
  const shown = weakest === undefined ? "null" : (100 * weakest).toFixed(0);
  return movements.some(({ isExpected }) => isExpected) ? shown : `(${shown})`;
}
