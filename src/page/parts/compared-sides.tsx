import type { Comparison, ComparisonSide } from "../../contracts/comparison.ts";
import { formatCount } from "../../reports/format-figures.ts";
import { visible } from "../../reports/printable.ts";
import { ProvenanceBadges } from "./badge.tsx";

/** What is compared: trials of both sides, where their replies come from, and how many cells pair. */
export function ComparedSides({ comparison }: { comparison: Comparison }) {
  const { baseline, candidate, pairedCells, unpairedCells } = comparison;
  return (
    <ul class="provenance">
      <Side name="Baseline" side={baseline} />
      <Side name="Candidate" side={candidate} />
      <li>
        {formatCount(pairedCells, "cell")} paired
        {unpairedCells > 0 && `, ${unpairedCells} on one side only`}
      </li>
    </ul>
  );
}

function Side({
  name,
  side: { label, trials, missing, provenance },
}: {
  name: string;
  side: ComparisonSide;
}) {
  return (
    <li>
      {name} <b>{visible(label)}</b>: {formatCount(trials, "trial")}
      {missing > 0 && `, ${missing} without a reply`} <ProvenanceBadges counts={provenance} />
    </li>
  );
}
