import type { Provenance } from "../../contracts/recording.ts";
import type { TrialRow } from "../../contracts/review.ts";
import { legendOf } from "../../reports/provenance-legend.ts";
import { ProvenanceBadge } from "./badge.tsx";

/** What the figures of these trials are worth: said first where any reply is not live. */
export function ProvenanceNote({ rows }: { rows: readonly TrialRow[] }) {
  const counts = new Map<Provenance, number>();
  for (const { provenance } of rows) {
    if (provenance !== null) counts.set(provenance, (counts.get(provenance) ?? 0) + 1);
  }
  return (
    <ul class="provenance">
      {[...counts].map(([provenance, count]) => (
        <li key={provenance}>
          <ProvenanceBadge provenance={provenance} count={count} /> {legendOf(provenance, "en")}
        </li>
      ))}
    </ul>
  );
}
