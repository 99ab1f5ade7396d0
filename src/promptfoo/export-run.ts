import type { CompletedPrompt, EvaluateResult, OutputFile } from "promptfoo";
import type { Recording } from "../contracts/recording.ts";
import type { RunManifest } from "../contracts/run.ts";
import { isGraded, type Trial } from "../contracts/trial.ts";
import { toGradingResult } from "./grading-result.ts";
import { FAILED_ASSERTION, FAILED_CALL, PASSED, sumMetrics } from "./prompt-metrics.ts";
import { toProviderResponse } from "./provider-response.ts";
import { testCase } from "./test-case.ts";

export interface ExportedTrial {
  readonly trial: Trial;
  /** The recording the trial was graded from; null where it is gone or was replaced since. */
  readonly recording: Recording | null;
}

/** promptfoo's own type wants a number where a file may say null. */
type ExportedResult = Omit<EvaluateResult, "latencyMs" | "cost"> & {
  latencyMs: number | null;
  cost: number | null;
};
type ExportedFile = Omit<OutputFile, "results" | "metadata"> & {
  metadata: { evaluationCreatedAt: string };
  results: {
    version: 3;
    timestamp: string;
    prompts: CompletedPrompt[];
    results: ExportedResult[];
    stats: object;
  };
};

/** A stored run as the file that `promptfoo import` takes: a column per prompt × model, a row per test. Pure. */
export function exportRun(manifest: RunManifest, trials: readonly ExportedTrial[]): ExportedFile {
  const columns = indexOf(trials.map(({ trial }) => columnName(trial)));
  const tests = indexOf(trials.map(({ trial }) => testName(trial)));
  const results = trials.map((exported) =>
    toResult(exported, {
      promptIdx: columns.get(columnName(exported.trial)) ?? 0,
      testIdx: tests.get(testName(exported.trial)) ?? 0,
    }),
  );
  const prompts = [...columns.values()].map((promptIdx): CompletedPrompt => {
    const own = results.filter((result) => result.promptIdx === promptIdx);
    const { prompt, provider, promptId } = firstOf(own);
    return {
      id: promptId,
      raw: prompt.label,
      label: prompt.label,
      provider: provider.label ?? "",
      metrics: sumMetrics(own),
    };
  });
  const all = sumMetrics(results);
  return {
    evalId: `firedrill-${manifest.id}`,
    results: {
      version: 3,
      timestamp: manifest.startedAt,
      prompts,
      results,
      stats: {
        successes: all.testPassCount,
        failures: all.testFailCount,
        errors: all.testErrorCount,
        tokenUsage: all.tokenUsage,
      },
    },
    config: {
      description: describe(manifest, trials),
      prompts: manifest.suite.prompts,
      providers: manifest.suite.models,
      tests: [],
    },
    shareableUrl: null,
    metadata: {
      evaluationCreatedAt: manifest.startedAt,
    },
  };
}

function toResult(
  { trial, recording }: ExportedTrial,
  place: { promptIdx: number; testIdx: number },
): ExportedResult {
  const { promptId, modelId } = trial;
  const test = testCase(trial);
  const identity = {
    ...place,
    promptId: columnName(trial),
    prompt: {
      raw: recording === null ? promptId : JSON.stringify(recording.request.messages, null, 2),
      label: promptId,
    },
    provider: { id: modelId, label: modelId },
    vars: test.vars ?? {},
    testCase: test,
  };
  if (!isGraded(trial)) {
    return {
      ...identity,
      success: false,
      failureReason: FAILED_CALL,
      error: trial.problem,
      score: 0,
      namedScores: {},
      latencyMs: null,
      cost: null,
      metadata: { ...test.metadata, outcome: trial.outcome },
    };
  }
  const gradingResult = toGradingResult(trial);
  const { latencyMs, costUsd } = trial.measured;
  return {
    ...identity,
    success: trial.passed,
    failureReason: trial.passed ? PASSED : FAILED_ASSERTION,
    score: gradingResult.score,
    namedScores: gradingResult.namedScores ?? {},
    gradingResult,
    latencyMs,
    cost: costUsd,
    response: recording === null ? { output: OUTPUT_GONE } : toProviderResponse(recording),
    metadata: {
      ...test.metadata,
      outcome: trial.outcome,
      provenance: trial.provenance,
      recordingKey: trial.recordingKey,
      // The importer turns an unknown latency or cost into 0; here it stays null.
      latencyMs,
      costUsd,
    },
  };
}

const OUTPUT_GONE = "(the recording this was graded from is not there any more)";

function describe({ id, suite }: RunManifest, trials: readonly ExportedTrial[]): string {
  const provenances = new Set(trials.flatMap(({ trial }) => (isGraded(trial) ? [trial.provenance] : [])));
  return `Firedrill run ${id}, suite ${suite.id}, replies: ${[...provenances].join(", ") || "none"}`;
}

function columnName({ promptId, modelId }: Trial): string {
  return `${promptId} × ${modelId}`;
}

function testName({ scenarioId, language, repeat }: Trial): string {
  return JSON.stringify([scenarioId, language, repeat]);
}

/** Each name's place in the order of first appearance. */
function indexOf(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...new Set(names)].map((name, index) => [name, index]));
}

function firstOf<T>(items: readonly T[]): T {
  const [first] = items;
  if (first === undefined) throw new Error("a column of the export has no result");
  return first;
}
