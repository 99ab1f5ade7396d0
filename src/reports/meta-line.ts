import { formatLatencyExact, formatMoney, formatUsage } from "./format-figures.ts";
import { printableLine } from "./printable.ts";
import { legendOf } from "./provenance-legend.ts";
import type { TriageMeta } from "./triage-view.ts";

/**
 * One reply's origin and price on a line:
 * `deepseek-chat · prompt v2 · output: en · 10567ms · 1739↑ / 1480↓ tok · $0.00210`, and at the end its
 * provenance unless it is live.
 */
export function metaLine({
  modelId,
  promptId,
  language,
  latencyMs,
  usage,
  costUsd,
  provenance,
}: TriageMeta): string {
  const parts = [
    printableLine(modelId),
    `prompt ${printableLine(promptId)}`,
    `output: ${language}`,
    formatLatencyExact(latencyMs),
    formatUsage(usage),
    formatMoney(costUsd),
    ...(provenance === "live" ? [] : [provenance]),
  ];
  return parts.join(" · ");
}

/** What to know about a reply that is not live, its note included; null when there is nothing to say. */
export function provenanceLine({ provenance, language, note }: TriageMeta): string | null {
  const legend = legendOf(provenance, language);
  const sentences = [legend, note].filter((sentence) => sentence !== null);
  if (sentences.length === 0) return null;
  const label = legend === null ? "" : `${provenance}: `;
  return `${label}${sentences.map(printableLine).join(language === "zh" ? "。" : ". ")}`;
}
