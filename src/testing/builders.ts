import type { GradedTrial, TrialKey } from "../contracts/trial.ts";
import { FILL_IN, type TriageReport } from "../contracts/triage-report.ts";

/** A short, valid triage report; name what matters to the test. */
export function aReport(changes: Partial<TriageReport> = {}): TriageReport {
  return {
    summary: "Checkout fails because the database accepts no more connections.",
    severity: "SEV1",
    severityReasoning: "Checkout is a core function and fails for 12% of requests.",
    hypotheses: [
      { cause: "The settlement batch of v2.41 exhausts the connections.", confidence: "high", evidence: ["500 / 500"] },
    ],
    checklist: [{ step: "Who holds connections?", command: "SELECT 1", expected: "one row" }],
    mitigations: [{ action: "Roll back v2.41", risk: "a short restart", rollback: "deploy v2.41 again" }],
    customerImpact: "Failed checkouts.",
    postmortem: {
      summary: FILL_IN,
      timeline: [{ time: "13:50 UTC", event: "v2.41 shipped" }],
      impact: "12% of requests failed",
      rootCause: "The settlement batch exhausts the connections.",
      detection: "Pager",
      response: FILL_IN,
      wentWell: [],
      wentPoorly: [],
      actionItems: [],
    },
    followUps: [{ priority: "P1", action: "Alert on connections", owner: "Platform team" }],
    ...changes,
  };
}

export function aTrialKey(changes: Partial<TrialKey> = {}): TrialKey {
  return { scenarioId: "a-scenario", promptId: "v1", modelId: "a-model", language: "en", repeat: 0, ...changes };
}

/** A graded trial that passed; name what matters to the test. */
export function aTrial(changes: Partial<Extract<GradedTrial, { outcome: "scored" }>> = {}): GradedTrial {
  return {
    outcome: "scored",
    ...aTrialKey(),
    recordingKey: "0".repeat(64),
    recordedAt: "2026-06-02T14:02:00.000Z",
    provenance: "live",
    servedModel: null,
    finishReason: "stop",
    measured: { latencyMs: 1000, inputTokens: 100, cachedInputTokens: null, outputTokens: 50, costUsd: 0.001 },
    scores: [{ scorerId: "severity", scorerVersion: 1, value: 1, summary: "exact", findings: [] }],
    gateFailures: [],
    headline: 80,
    passed: true,
    severity: "SEV1",
    ...changes,
  };
}
