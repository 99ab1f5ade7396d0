import type { OpenaiModel } from "../contracts/model.ts";
import type { Prompt } from "../contracts/prompt.ts";
import type { RunManifest } from "../contracts/run.ts";
import { type Scenario, scenarioSchema } from "../contracts/scenario.ts";
import { FILL_IN, type TriageReport } from "../contracts/triage-report.ts";
import type { GradedTrial, TrialKey } from "../contracts/trial.ts";

/** A short, valid triage report; name what matters to the test. */
export function aReport(changes: Partial<TriageReport> = {}): TriageReport {
  return {
    summary: "Checkout fails because the database accepts no more connections.",
    severity: "SEV1",
    severityReasoning: "Checkout is a core function and fails for 12% of requests.",
    hypotheses: [
      {
        cause: "The settlement batch of v2.41 exhausts the connections.",
        confidence: "high",
        evidence: ["500 / 500"],
      },
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
  return {
    scenarioId: "a-scenario",
    promptId: "v1",
    modelId: "a-model",
    language: "en",
    repeat: 0,
    ...changes,
  };
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
    measured: {
      latencyMs: 1000,
      inputTokens: 100,
      cachedInputTokens: null,
      outputTokens: 50,
      costUsd: 0.001,
    },
    scores: [{ scorerId: "severity", scorerVersion: 1, value: 1, summary: "exact", findings: [] }],
    gateFailures: [],
    headline: 80,
    passed: true,
    severity: "SEV1",
    ...changes,
  };
}

/** A small scenario about connections; name what matters to the test. */
export function aScenario(changes: Partial<Scenario> = {}): Scenario {
  const scenario = scenarioSchema.parse({
    id: "a-scenario",
    title: { en: "Checkout errors" },
    service: "payment-svc",
    category: "database",
    occurredAt: "2026-06-02T14:02:00Z",
    symptoms: { en: "12% HTTP 500" },
    context: {
      en: "14:02 UTC payment-svc: too many clients already. 13:50 UTC v2.41 shipped a settlement batch.",
    },
    source: { kind: "synthetic", note: "for tests" },
    difficulty: "easy",
    expected: {
      severity: "SEV1",
      acceptable: ["SEV1"],
      severityFacts: {
        affectedShare: 0.12,
        coreFunction: true,
        dataLoss: false,
        workaround: false,
        reason: "checkout",
      },
      rootCause: {
        statement: { en: "The settlement batch exhausts the connections." },
        facts: [
          { id: "trigger", means: "the batch", essential: true, any: { en: ["settlement batch"] } },
          { id: "effect", means: "no connections left", any: { en: ["exhaust* … connections"] } },
        ],
        accept: [
          { all: ["trigger", "effect"], credit: 1 },
          { all: ["effect"], credit: 0.3 },
        ],
        families: ["scheduled-job", "connection-exhaustion", "deploy"],
      },
      mitigation: { accepted: [{ id: "roll-back", means: "roll back", any: { en: ["roll back"] } }] },
    },
  });
  return { ...scenario, ...changes };
}

export function aPrompt(changes: Partial<Prompt> = {}): Prompt {
  const id = changes.id ?? "v1";
  return {
    id,
    label: id,
    changed: "first",
    parameters: {},
    system: "Triage.",
    user: "{{ incident }}",
    hash: id,
    ...changes,
  };
}

export function aModel(changes: Partial<OpenaiModel> = {}): OpenaiModel {
  return {
    id: "a-model",
    api: "openai",
    label: "A model",
    provider: "test",
    keyVariable: null,
    parameters: { temperature: 0, maxOutputTokens: 1000 },
    concurrency: 4,
    requestsPerMinute: null,
    timeoutSeconds: 5,
    maxRetries: 2,
    price: {
      inputPerMillion: 1,
      cachedInputPerMillion: null,
      outputPerMillion: 2,
      asOf: "2026-01-01",
      source: "test",
    },
    endpoint: "http://127.0.0.1:9/v1",
    model: "a-model",
    output: "json_object",
    ...changes,
  };
}

export function aManifest(changes: Partial<RunManifest> = {}): RunManifest {
  return {
    schemaVersion: 1,
    id: "2026-06-02T14-02-00Z-smoke-aaaaaa",
    startedAt: "2026-06-02T14:02:00.000Z",
    finishedAt: null,
    suite: {
      id: "smoke",
      scenarios: ["a-scenario"],
      prompts: ["v1"],
      models: ["a-model"],
      languages: ["en"],
      repeats: 1,
    },
    scenarioHashes: { "a-scenario": "s1" },
    promptHashes: { v1: "p1" },
    modelHashes: { "a-model": "m1" },
    scorerVersions: { severity: 1 },
    weightsVersion: 1,
    codeRevision: null,
    plannedTrials: 1,
    callsMade: null,
    spentUsd: null,
    ...changes,
  };
}
