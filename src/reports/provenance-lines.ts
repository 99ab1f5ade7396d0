import { type Provenance, provenanceSchema } from "../contracts/recording.ts";
import { UNKNOWN } from "./format-figures.ts";
import { legendOf } from "./provenance-legend.ts";
import type { Colours } from "./terminal.ts";
import { wrapItem } from "./wrap-prose.ts";

type ProvenanceCounts = Readonly<Partial<Record<Provenance, number>>>;

/** A table's cell: "live", or each kind with its count on a line of its own. */
export function provenanceCell(counts: ProvenanceCounts, colours: Colours): string {
  const present = provenanceSchema.options.filter((kind) => (counts[kind] ?? 0) > 0);
  if (present.length === 0) return UNKNOWN;
  const withCount = (kind: Provenance) => (present.length === 1 ? kind : `${counts[kind]} ${kind}`);
  return present
    .map((kind) => (kind === "live" ? withCount(kind) : colours.yellow(withCount(kind))))
    .join("\n");
}

/** What each kind of reply that is not live is worth, for under a table. */
export function provenanceLines(
  counts: readonly ProvenanceCounts[],
  { width, colours }: { width: number; colours: Colours },
): string[] {
  return provenanceSchema.options
    .filter((kind) => counts.some((one) => (one[kind] ?? 0) > 0))
    .flatMap((kind) => {
      const legend = legendOf(kind, "en");
      return legend === null ? [] : wrapItem(legend, { width, marker: `${kind}: ` });
    })
    .map((line) => colours.yellow(line));
}
