import type { EvaluateResult, PromptMetrics } from "promptfoo";
import { sum } from "../statistics/mean.ts";

type MetricSource = Pick<
  EvaluateResult,
  "success" | "failureReason" | "score" | "namedScores" | "gradingResult" | "response"
> & {
  readonly latencyMs: number | null;
  readonly cost: number | null;
};

/** promptfoo's `ResultFailureReason`, whose values can only be had by loading promptfoo. */
export const PASSED = 0;
export const FAILED_ASSERTION = 1;
export const FAILED_CALL = 2;

/** What promptfoo shows above a column. It imports these sums as they are and divides them itself. */
export function sumMetrics(results: readonly MetricSource[]) {
  const failed = results.filter(({ success }) => !success);
  const errors = failed.filter(({ failureReason }) => failureReason === FAILED_CALL);
  const components = results.flatMap(({ gradingResult }) => gradingResult?.componentResults ?? []);
  const usages = results.flatMap(({ response }) => response?.tokenUsage ?? []);
  const named = Map.groupBy(
    results.flatMap(({ namedScores }) => Object.entries(namedScores)),
    ([name]) => name,
  );
  return {
    score: sum(results.map(({ score }) => score)),
    testPassCount: results.length - failed.length,
    testFailCount: failed.length - errors.length,
    testErrorCount: errors.length,
    assertPassCount: components.filter(({ pass }) => pass).length,
    assertFailCount: components.filter(({ pass }) => !pass).length,
    totalLatencyMs: sum(results.map(({ latencyMs }) => latencyMs ?? 0)),
    tokenUsage: {
      total: sum(usages.map(({ total = 0 }) => total)),
      prompt: sum(usages.map(({ prompt = 0 }) => prompt)),
      completion: sum(usages.map(({ completion = 0 }) => completion)),
      cached: 0,
      numRequests: usages.length,
    },
    namedScores: Object.fromEntries(
      [...named].map(([name, pairs]) => [name, sum(pairs.map(([, value]) => value))]),
    ),
    namedScoresCount: Object.fromEntries([...named].map(([name, pairs]) => [name, pairs.length])),
    cost: sum(results.map(({ cost }) => cost ?? 0)),
  } satisfies PromptMetrics;
}
