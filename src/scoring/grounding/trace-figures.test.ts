import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Language } from "../../contracts/language.ts";
import type { TracedFigure } from "../../contracts/review.ts";
import { scenarioSchema } from "../../contracts/scenario.ts";
import { type TriageReport, triageReportSchema } from "../../contracts/triage-report.ts";
import { textFields } from "../report-fields.ts";
import { indexIncident } from "./incident-index.ts";
import { traceFigures } from "./trace-figures.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const ID = "payment-pool-exhaustion";
const scenario = scenarioSchema.parse(parse(readFileSync(resolve(ROOT, `scenarios/${ID}.yaml`), "utf8")));

describe("traceFigures on the seed report", () => {
  const report = seedReport("en");
  const traced = traceFigures({ scenario, language: "en", report });

  it("finds what does not go back to the incident text, with what comes nearest", () => {
    expect(traced.filter(({ isGrounded }) => !isGrounded).map(inWords)).toEqual([
      "name checklist[0].command: prod → nothing",
      "name checklist[3].command: prod → nothing",
      "name mitigations[1].action: v2.40 → v2.41",
      "quote customerImpact: 'payment failed' → 14:03 — CS reports failed checkout volume rising",
      "figure customerImpact: 15 minutes → 5min",
      "figure postmortem.impact: 15 minutes → 5min",
    ]);
  });

  it("finds what does, with its place there, times before their events", () => {
    const grounded = traced.filter(({ isGrounded }) => isGrounded).map(inWords);
    expect(grounded).toHaveLength(46);
    const shown = /summary|hypotheses\[1\]|customerImpact|timeline\[[01]\]/;
    expect(grounded.filter((line) => shown.test(line))).toEqual([
      "name summary: p99 → p99",
      "figure summary: 120ms → 120ms",
      "figure summary: 4.8s → 4.8s",
      "figure summary: 12% → 12%",
      "name summary: v2.41 → v2.41",
      "figure summary: 500 → 500",
      "name summary: ledger_entries → ledger_entries",
      "name hypotheses[1].cause: payment-svc → payment-svc",
      "quote hypotheses[1].evidence[0]: 'too many clients already' → too many clients already",
      "name hypotheses[1].evidence[0]: max_connections → max_connections",
      "figure customerImpact: 12% → 12%",
      "name customerImpact: HTTP 500 → HTTP 500",
      "figure postmortem.timeline[0].time: 13:50 → 13:50 UTC",
      "name postmortem.timeline[0].event: payment-svc → payment-svc",
      "name postmortem.timeline[0].event: v2.41 → v2.41",
      "figure postmortem.timeline[1].time: 14:02 → 14:02 UTC",
      "name postmortem.timeline[1].event: p99 → p99",
      "figure postmortem.timeline[1].event: 4.8s → 4.8s",
    ]);
  });
});

describe("traceFigures", () => {
  it.each(["en", "zh"] as const)("points at what stands in both texts, in %s", (language) => {
    const report = seedReport(language);
    const { source } = indexIncident(scenario, language).shown;
    const textByPath = new Map(textFields(report).map(({ path, text }) => [path, text]));
    const traced = traceFigures({ scenario, language, report });
    expect(traced.length).toBeGreaterThan(30);
    for (const { inReport, inContext } of traced) {
      expect(textByPath.get(inReport.path)?.slice(inReport.start, inReport.end)).toBe(inReport.quote);
      if (inContext !== null) expect(source.slice(inContext.start, inContext.end)).toBe(inContext.quote);
    }
  });
});

function inWords({ what, inReport, inContext }: TracedFigure): string {
  return `${what} ${inReport.path}: ${inReport.quote} → ${inContext?.quote ?? "nothing"}`;
}

function seedReport(language: Language): TriageReport {
  const path = resolve(ROOT, `results/recordings/sources/${ID}.v2.${language}.json`);
  const { text } = JSON.parse(readFileSync(path, "utf8")).reply as { text: string };
  return triageReportSchema.parse(JSON.parse(text.replace(/^```json\n|\n```$/g, "")));
}
