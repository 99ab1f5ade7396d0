import type { GateView } from "./gate-view.ts";
import { terminalSafeJson } from "./render-triage-json.ts";

const SCHEMA_VERSION = 1;

/** A gate's decision for scripts. Keys come in a fixed order, unknown values are null. */
export function renderGateJson(view: GateView): string {
  const { suiteId, decision, candidate, baseline, comparison, standing, cleared, replays } = view;
  const { runId, callsMade, spentUsd } = view;
  return `${terminalSafeJson({
    schemaVersion: SCHEMA_VERSION,
    suiteId,
    decision: decision.decision,
    strict: decision.strict,
    rules: decision.rules,
    candidate: { promptId: candidate.promptId, runId },
    baseline: { promptId: baseline.promptId, runId: baseline.runId, approvedAt: baseline.approvedAt },
    standing,
    cleared,
    replays,
    comparison,
    callsMade,
    spentUsd,
  })}\n`;
}
