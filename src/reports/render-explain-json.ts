import type { ExplainView } from "./explain-view.ts";
import { terminalSafeJson } from "./render-triage-json.ts";

const SCHEMA_VERSION = 1;

/** One graded reply for scripts. Keys come in a fixed order; spans are UTF-16 offsets into `parsed` and `incident`. */
export function renderExplainJson(view: ExplainView): string {
  const { trial, provenance, passed, arithmetic, passRules, gateFailures, scores, incident, parsed } = view;
  const ordered = {
    schemaVersion: SCHEMA_VERSION,
    trial,
    provenance,
    passed,
    headline: arithmetic,
    passRules,
    gateFailures,
    scores,
    incident,
    parsed,
  };
  return `${terminalSafeJson(ordered)}\n`;
}
