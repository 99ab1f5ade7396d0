import type { PastIncident, SimilarIncident } from "../contracts/past-incident.ts";
import { formatPercent, UNKNOWN } from "./format-figures.ts";
import { printableLine } from "./printable.ts";
import { coloursFor, type Terminal } from "./terminal.ts";
import { wrapItem } from "./wrap-prose.ts";

const DAY_LENGTH = "2026-06-02".length;

/** Past incidents, two lines each: what it was, then id, day, severity, kind and service. */
export function renderIncidents(incidents: readonly PastIncident[], terminal: Terminal): string {
  return incidents.map((incident) => entry(incident, "", terminal)).join("");
}

/** The same for what a search found, with percentage and matched field. */
export function renderHits(hits: readonly SimilarIncident[], terminal: Terminal): string {
  return hits
    .map((hit) => {
      const matched = hit.matched === "both" ? "title and symptoms" : hit.matched;
      return entry(hit, `${formatPercent(hit.similarity)} by ${matched} · `, terminal);
    })
    .join("");
}

type Listed = Pick<PastIncident, "id" | "kind" | "title" | "service" | "severity" | "startedAt">;

function entry({ id, kind, title, service, severity, startedAt }: Listed, lead: string, terminal: Terminal) {
  const { bold, dim } = coloursFor(terminal);
  const facts = [id, startedAt.slice(0, DAY_LENGTH), severity ?? UNKNOWN, kind, service].map(printableLine);
  const { width } = terminal;
  const lines = [
    ...wrapItem(bold(printableLine(title)), { width, indent: "", marker: "- " }),
    ...wrapItem(dim(`${lead}${facts.join(" · ")}`), { width, indent: "", marker: "  " }),
  ];
  return `${lines.join("\n")}\n`;
}
