import { expect, it } from "vitest";
import type { Recording } from "../contracts/recording.ts";
import type { FailedTrial } from "../contracts/trial.ts";
import { aManifest, aTrial, aTrialKey } from "../testing/builders.ts";
import { exportRun } from "./export-run.ts";

const RECORDING: Recording = {
  key: "0".repeat(64),
  schemaVersion: 1,
  recordedAt: "2026-06-02T14:02:00.000Z",
  provenance: "authored",
  note: "for tests",
  cell: { scenarioId: "a-scenario", promptId: "v1", modelId: "a-model", language: "en" },
  price: null,
  request: {
    provider: "test",
    model: "a-model",
    parameters: {},
    messages: [{ role: "user", content: "{{ env.SECRET }} <b>" }],
    repeat: 0,
  },
  reply: {
    text: '{"summary": "磁盘 {{ x }}"}',
    finishReason: null,
    servedModel: null,
    usage: null,
    latencyMs: null,
    reportedCostUsd: null,
  },
};
const UNKNOWN = {
  latencyMs: null,
  inputTokens: null,
  cachedInputTokens: null,
  outputTokens: null,
  costUsd: null,
};

function score(scorerId: string, value: number | null) {
  return { scorerId, scorerVersion: 1, value, summary: `because of ${scorerId}`, findings: [] };
}

const SCORES = [score("root-cause", 0.4), score("severity", 1), score("language", null)];
const notRecorded: FailedTrial = {
  outcome: "not-recorded",
  ...aTrialKey({ promptId: "v2" }),
  problem: "no reply",
};
const grades = {
  passed: false,
  headline: 55,
  scores: SCORES,
  measured: UNKNOWN,
  provenance: "authored" as const,
};
const failing = aTrial(grades);

it("gives prompts × models their columns and tests their rows", () => {
  const trials = ["en", "zh"].flatMap((language) =>
    ["v1", "v2"].flatMap((promptId) =>
      ["m1", "m2"].map((modelId) => aTrial({ promptId, modelId, language: language === "en" ? "en" : "zh" })),
    ),
  );
  const { results } = exportRun(
    aManifest(),
    trials.map((trial) => ({ trial, recording: null })),
  );
  expect(results.prompts.map(({ label, provider }) => [label, provider])).toEqual([
    ["v1", "m1"],
    ["v1", "m2"],
    ["v2", "m1"],
    ["v2", "m2"],
  ]);
  expect(results.results.map(({ testIdx, promptIdx }) => [testIdx, promptIdx])).toEqual(
    [0, 1].flatMap((test) => [0, 1, 2, 3].map((column) => [test, column])),
  );
});

it("says score, named scores and why a trial failed; leaves out what was not scored or not measured", () => {
  const { results } = exportRun(aManifest(), [{ trial: failing, recording: RECORDING }]);
  expect(results.results[0]).toMatchObject({
    success: false,
    failureReason: 1,
    score: 0.55,
    namedScores: { "root-cause": 0.4, severity: 1 },
    latencyMs: null,
    cost: null,
    prompt: { label: "v1", raw: expect.stringContaining("{{ env.SECRET }} <b>") },
    response: { output: RECORDING.reply.text },
    gradingResult: {
      reason:
        "failed, headline 55.0; weakest: root-cause, because of root-cause; language not scored: because of language",
    },
  });
  expect(results.results[0]?.namedScores).not.toHaveProperty("language");
  expect(results.results[0]?.response).not.toHaveProperty("tokenUsage");
});

it("sums up each column as promptfoo would", () => {
  const { results } = exportRun(aManifest(), [
    { trial: failing, recording: RECORDING },
    { trial: aTrial({ ...grades, language: "zh", passed: true, headline: 95 }), recording: RECORDING },
    { trial: notRecorded, recording: null },
  ]);
  expect(results.prompts.map(({ metrics }) => metrics)).toMatchObject([
    {
      score: 1.5,
      testPassCount: 1,
      testFailCount: 1,
      testErrorCount: 0,
      namedScores: { "root-cause": 0.8, severity: 2 },
      namedScoresCount: { "root-cause": 2, severity: 2 },
    },
    { score: 0, testPassCount: 0, testFailCount: 0, testErrorCount: 1, namedScores: {} },
  ]);
  expect(results.stats).toMatchObject({ successes: 1, failures: 1, errors: 1 });
});

it("names what a trial without a reply lacks, and shows no reply that another recording holds", () => {
  const { results } = exportRun(aManifest(), [
    { trial: notRecorded, recording: null },
    { trial: failing, recording: null },
  ]);
  expect(results.results[0]).toMatchObject({ success: false, failureReason: 2, error: "no reply", score: 0 });
  expect(results.results[1]?.response?.output).toContain("not there any more");
});

it("says in the description where the replies come from", () => {
  const { config } = exportRun(aManifest(), [{ trial: failing, recording: RECORDING }]);
  expect(config.description).toContain("replies: authored");
});
