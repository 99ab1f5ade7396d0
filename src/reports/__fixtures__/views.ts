/** Views for tests of the renderers. */
import type { Language } from "../../contracts/language.ts";
import type { SimilarIncident } from "../../contracts/past-incident.ts";
import type { Score } from "../../contracts/score.ts";
import { triageReportSchema } from "../../contracts/triage-report.ts";
import type { GradedTrial } from "../../contracts/trial.ts";
import type { RunManifest, SummaryRow } from "../../contracts/run.ts";
import type { TriageView } from "../triage-view.ts";
import reportEn from "./payment-pool-exhaustion.v2.en.json" with { type: "json" };
import reportZh from "./payment-pool-exhaustion.v2.zh.json" with { type: "json" };

const CONTEXT = `Time: 14:02 UTC. payment-svc p99 latency jumped from 120ms to 4.8s within ~3 minutes. Error rate climbed from 0.1% to 12% (mostly HTTP 500).
Application logs (last 5min): repeated "FATAL: sorry, too many clients already" and "connection refused" from payment-svc → postgres-primary.
Postgres metrics:
- CPU: 35% (normal)
- active_connections: 500 / 500 (max_connections)
- waiting_queries: 87
- slow_query_log shows a new query running every 30s: SELECT * FROM ledger_entries WHERE status='pending' (no index on status; full table scan over ~12M rows, ~2.4s per execution)
Deploy history:
- 13:50 UTC — payment-svc v2.41 shipped. Changelog mentions "added nightly settlement batch (cron: */30 * * * *)"
- No infra/DB changes in past 7 days.
On-call notes (Slack):
- 14:03 — CS reports failed checkout volume rising
- 14:04 — Pager: PaymentSvcErrorRateHigh
- 14:06 — "DB looks healthy, CPU is fine" (initial mis-diagnosis)`;

const symptoms = "p99 latency 4.8s (up from 120ms), 12% 500 error rate, customers report failed checkouts";
const title = "Payment service connection pool exhaustion after batch job deploy";

/** The seed's page: a real reply with its measured line and the incidents shown beside it. */
export const seedView: TriageView = {
  title,
  chips: { promptId: "v2", language: "en", provenance: "imported" },
  service: "payment-svc",
  createdAt: "2026-06-02T23:35:28.000Z",
  context: CONTEXT,
  report: triageReportSchema.parse(reportEn),
  meta: {
    modelId: "deepseek-chat",
    promptId: "v2",
    language: "en",
    latencyMs: 10567,
    usage: { inputTokens: 1739, cachedInputTokens: null, outputTokens: 1480 },
    costUsd: 0.00209753,
    provenance: "imported",
    note: "Captured from a page that does not show the severity badge: SEV1 is taken from the reasoning",
  },
  similar: {
    outcome: "searched",
    total: 26,
    hits: [
      aHit({ id: "INC-7", similarity: 0.98, matched: "both", title, symptoms }),
      aHit({ id: "scenario:x", kind: "scenario", similarity: 0.85, title: "Pool exhausted / 连接池耗尽", severity: null }),
    ],
  },
  score: {
    headline: 92.4,
    passed: true,
    scores: [
      aScore("schema", 1, "strict JSON, every section present"),
      aScore("severity", 1, "SEV1, as expected"),
      aScore("root-cause", 0.85, "the cause is named at rank 1", "warning", "joins every 30s with a cron line of every 30 minutes"),
      aScore("calibration", null, "needs at least 20 hypotheses"),
    ],
    gateFailures: [],
  },
};

export function aHit(changes: Partial<SimilarIncident> = {}): SimilarIncident {
  return {
    id: "INC-1",
    kind: "incident",
    title: "Checkout down",
    service: "checkout-svc",
    symptoms: "HTTP 500",
    rootCause: "a batch took every connection",
    severity: "SEV1",
    startedAt: "2025-02-11T09:12:00.000Z",
    similarity: 0.5,
    matched: "title",
    ...changes,
  };
}

export const chineseView: TriageView = {
  ...seedView,
  title: "批处理任务上线后支付服务连接池耗尽",
  chips: { promptId: "v2", language: "zh", provenance: "authored" },
  report: triageReportSchema.parse(reportZh),
  meta: {
    ...seedView.meta,
    language: "zh",
    latencyMs: null,
    usage: null,
    costUsd: null,
    provenance: "authored",
    note: null,
  },
  similar: { outcome: "unavailable", reason: "the incident memory is in use by another process" },
  score: null,
};

export function aScore(
  scorerId: string,
  value: number | null,
  summary: string,
  tone: "good" | "info" | "warning" | "bad" = "good",
  message: string | null = null,
): Score {
  const findings = message === null ? [] : [{ tone, message, inReport: null, inContext: null }];
  return { scorerId, scorerVersion: 1, value, summary, findings };
}

export function aRow(overrides: Partial<SummaryRow> = {}): SummaryRow {
  return {
    promptId: "v2",
    modelId: "deepseek-chat",
    language: "en",
    planned: 1,
    graded: 1,
    missing: 0,
    passRate: 1,
    headline: 92.4,
    scores: { schema: 1, severity: 1, "root-cause": 0.85, "root-cause-depth": 0.75, language: 1 },
    calibration: null,
    gateFailures: 0,
    latencyP50Ms: 10567,
    latencyP95Ms: 10567,
    inputTokens: 1739,
    outputTokens: 1480,
    costUsd: 0.00209753,
    provenance: { imported: 1 },
    ...overrides,
  };
}

export function aTrial(overrides: Partial<Extract<GradedTrial, { outcome: "scored" }>> = {}): GradedTrial {
  return {
    outcome: "scored",
    scenarioId: "payment-pool-exhaustion",
    promptId: "v2",
    modelId: "deepseek-chat",
    language: "en" satisfies Language,
    repeat: 0,
    recordingKey: "a".repeat(64),
    recordedAt: "2026-06-02T23:35:28.000Z",
    provenance: "imported",
    servedModel: null,
    finishReason: "stop",
    measured: {
      latencyMs: 10567,
      inputTokens: 1739,
      cachedInputTokens: null,
      outputTokens: 1480,
      costUsd: 0.00209753,
    },
    scores: [aScore("schema", 1, "strict JSON")],
    gateFailures: [],
    headline: 92.4,
    passed: true,
    severity: "SEV1",
    ...overrides,
  };
}

export function aManifest(overrides: Partial<RunManifest> = {}): RunManifest {
  return {
    schemaVersion: 1,
    id: "2026-06-03-default-1",
    startedAt: "2026-06-03T08:00:00.000Z",
    finishedAt: "2026-06-03T08:00:01.000Z",
    suite: {
      id: "default",
      scenarios: ["payment-pool-exhaustion"],
      prompts: ["v1", "v2"],
      models: ["deepseek-chat"],
      languages: ["en", "zh"],
      repeats: 1,
    },
    scenarioHashes: {},
    promptHashes: {},
    modelHashes: {},
    scorerVersions: { schema: 1, severity: 1, "root-cause": 1, "root-cause-depth": 1, language: 1 },
    weightsVersion: 1,
    codeRevision: null,
    plannedTrials: 4,
    callsMade: 0,
    spentUsd: 0,
    ...overrides,
  };
}
