import type { SimilarIncident, SimilarLookup } from "../contracts/past-incident.ts";
import { formatPercent } from "./format-figures.ts";
import type { Headings } from "./headings.ts";
import type { Block, Item, Section } from "./triage-section.ts";

/** Past incidents like this one, or why there are none to show: nobody looked, nobody could, nothing is like it. */
export function similarSection(similar: SimilarLookup | null, words: Headings): Section {
  return { heading: words.similar, blocks: blocksOf(similar, words) };
}

function blocksOf(similar: SimilarLookup | null, words: Headings): Block[] {
  if (similar === null) return [note(words.notLookedUp)];
  if (similar.outcome === "unavailable") {
    return [note(`${words.lookupFailed}${words.colon}${similar.reason}`)];
  }
  const { total, hits } = similar;
  if (total === 0) return [note(words.memoryEmpty)];
  if (hits.length === 0) return [note(words.noneFound(total))];
  return [
    note(words.lexicalMatch),
    { kind: "list", ordered: false, items: hits.map((hit) => itemOf(hit, words)) },
  ];
}

function itemOf(hit: SimilarIncident, words: Headings): Item {
  const { similarity, kind, id, title, service, severity, startedAt, matched, symptoms } = hit;
  const origin = kind === "incident" ? [] : [words.incidentKind[kind]];
  const facts = [
    ...origin,
    id,
    startedAt.slice(0, "2026-06-02".length),
    severity ?? words.unratedSeverity,
    service,
    `${words.match}${words.colon}${words.matched[matched]}`,
  ];
  return {
    badge: { text: formatPercent(similarity), tone: "quiet" },
    text: title,
    blocks: [note(facts.join(" · ")), { kind: "prose", text: symptoms }],
  };
}

function note(text: string): Block {
  return { kind: "note", text };
}
