import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Scenario, scenarioSchema } from "../../contracts/scenario.ts";
import type { ScorerInput } from "../../contracts/score.ts";
import { type Hypothesis, type TriageReport, triageReportSchema } from "../../contracts/triage-report.ts";
import { parseYaml, unwrapAll } from "../../shared/read-yaml.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const SCENARIO_FILE = "scenarios/payment-pool-exhaustion.yaml";
const SOURCES = "results/recordings/sources/payment-pool-exhaustion";

/** The scenario that users run, not a copy. */
export function paymentPool(): Scenario {
  const text = readFileSync(resolve(ROOT, SCENARIO_FILE), "utf8");
  const [scenario] = unwrapAll([
    parseYaml(text, { path: SCENARIO_FILE, schema: scenarioSchema, what: "the scenario" }),
  ]);
  if (scenario === undefined) throw new Error(`${SCENARIO_FILE} holds no scenario`);
  return scenario;
}

/** The committed report of prompt v2: English by a real model, Chinese written by hand. */
export function committedReport(language: "en" | "zh"): TriageReport {
  const source: unknown = JSON.parse(readFileSync(resolve(ROOT, `${SOURCES}.v2.${language}.json`), "utf8"));
  const { reply } = source as { reply: { text: string } }; // our own file; the report in it is checked
  return triageReportSchema.parse(JSON.parse(reply.text));
}

export function aHypothesis(cause: string, changes: Partial<Hypothesis> = {}): Hypothesis {
  return { cause, confidence: "medium", evidence: [], ...changes };
}

/** The input of a readable reply. */
export function anInput(
  scenario: Scenario,
  report: TriageReport,
  changes: Partial<ScorerInput> = {},
): ScorerInput & { report: TriageReport } {
  return {
    scenario,
    language: "en",
    reply: { text: JSON.stringify(report), finishReason: "stop" },
    parsed: { ok: true, report, repairs: [] },
    ...changes,
    report,
  };
}
