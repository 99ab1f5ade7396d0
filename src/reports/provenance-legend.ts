import type { Language } from "../contracts/language.ts";
import { type Provenance, provenanceSchema } from "../contracts/recording.ts";
import { UNKNOWN } from "./format-figures.ts";
import type { Colours } from "./terminal.ts";
import { wrapItem } from "./wrap-prose.ts";

/** What a reader must know about a reply that no API gave just now; live replies need no words. */
const PROVENANCE_LEGEND: Readonly<Record<Exclude<Provenance, "live">, Readonly<Record<Language, string>>>> = {
  imported: {
    en: "a real reply, captured elsewhere; latency and cost are as they were noted there",
    zh: "真实回复，采集自其他来源；延迟与费用以当时的记录为准",
  },
  authored: {
    en: "written by hand; says nothing about a model",
    zh: "人工编写，不代表任何模型的表现",
  },
  simulated: {
    en: "made by a simulated model; says nothing about a real one",
    zh: "由模拟模型生成，不代表任何真实模型的表现",
  },
};

/** Null for live replies. */
export function legendOf(provenance: Provenance, language: Language): string | null {
  return provenance === "live" ? null : PROVENANCE_LEGEND[provenance][language];
}

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
