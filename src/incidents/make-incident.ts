import { z } from "zod";
import { type PastIncident, pastIncidentSchema } from "../contracts/past-incident.ts";
import type { Scenario } from "../contracts/scenario.ts";
import { triageReportSchema } from "../contracts/triage-report.ts";
import { type InputProblem, InvalidInputError } from "../shared/errors.ts";
import { parseYaml, unwrapAll } from "../shared/read-yaml.ts";
import type { StoredIncident } from "./incident-memory.ts";
import { originOfText, originsOfScenario } from "./origins.ts";

/** A library scenario as a past incident, in both languages where it has both. */
export function incidentOfScenario(scenario: Scenario): StoredIncident {
  const { id, service, occurredAt, title, symptoms, expected } = scenario;
  if (scenario.twinOf !== undefined) throw new InvalidInputError(twinProblem(id, scenario.twinOf));
  const incident: PastIncident = {
    id: `scenario:${id}`,
    kind: "scenario",
    title: inBoth(title),
    service,
    symptoms: inBoth(symptoms),
    summary: null,
    rootCause: inBoth(expected.rootCause.statement),
    severity: expected.severity,
    startedAt: new Date(occurredAt).toISOString(),
    resolvedAt: null,
    links: scenario.source.link === undefined ? [] : [scenario.source.link],
  };
  return { incident, origins: originsOfScenario(scenario) };
}

function inBoth({ en, zh }: { en: string; zh?: string | undefined }): string {
  return zh === undefined ? en : `${en} / ${zh}`;
}

function twinProblem(id: string, original: string): InputProblem {
  return {
    problem: `scenario "${id}" is a twin and would stand in the memory twice`,
    expected: "the scenario it repeats",
    received: id,
    fix: `npm run incidents -- add ${original}`,
  };
}

/** What `npm run triage -- … --format json` writes, as far as the memory reads it. */
const savedTriageSchema = z.object({
  schemaVersion: z.literal(1),
  title: z.string(),
  service: z.string().nullable(),
  createdAt: z.iso.datetime().nullable(),
  context: z.string(),
  report: triageReportSchema,
});

const ID_LENGTH = 12;

/**
 * A saved triage report as a past incident. One incident text is one record, however often it was triaged; for
 * a scenario's text it is filed with that scenario.
 *
 * @throws InvalidInputError with every problem when the file is no triage report.
 */
export function incidentOfTriage(
  text: string,
  { path, scenarios, now }: { path: string; scenarios: Iterable<Scenario>; now: Date },
): StoredIncident {
  // JSON is YAML too, and the YAML reader knows the line of every problem.
  const read = parseYaml(text, { path, schema: savedTriageSchema, what: "the triage report" });
  const [saved] = unwrapAll([read]);
  if (saved === undefined) throw new Error("unwrapAll gives as many values as it gets results");
  const origin = originOfText(saved.context);
  const scenario = [...scenarios].find((candidate) => originsOfScenario(candidate).includes(origin));
  const { report } = saved;
  const incident = pastIncidentSchema.parse({
    id: `triage:${origin.slice("text:".length).slice(0, ID_LENGTH)}`,
    kind: "triage",
    title: cut(saved.title, 300),
    service: saved.service ?? "unknown",
    symptoms: cut(report.summary, 4000),
    summary: report.summary,
    rootCause: report.hypotheses[0]?.cause ?? null,
    severity: report.severity,
    startedAt: saved.createdAt ?? now.toISOString(),
  });
  return { incident, origins: scenario === undefined ? [origin] : originsOfScenario(scenario) };
}

function cut(text: string, length: number): string {
  const clean = text.replaceAll("\u0000", "").trim();
  return [...clean].length <= length ? clean : `${clean.slice(0, length - 1)}…`;
}
