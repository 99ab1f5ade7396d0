import type { ProviderResponse } from "promptfoo";
import type { PromptfooModel } from "../contracts/model.ts";
import type { ModelReply, Usage } from "../contracts/model-client.ts";
import { callFailure } from "./promptfoo-failure.ts";

/** What a promptfoo provider answered as one of our replies; null wherever it did not say. */
export function replyFrom(
  { output, finishReason, tokenUsage, cost }: ProviderResponse,
  model: PromptfooModel,
  latencyMs: number,
): ModelReply {
  if (output === undefined || output === null) {
    throw callFailure(model, "malformed", "an answer without a text");
  }
  return {
    // Some providers parse a text that is JSON. Its spaces are lost then, its content is not.
    text: typeof output === "string" ? output : JSON.stringify(output),
    finishReason: finishReason ?? null,
    servedModel: null,
    usage: usageFrom(tokenUsage),
    latencyMs,
    // A price list inside promptfoo makes this figure; 0 is what it gives for a model it does not know.
    reportedCostUsd: cost === undefined || !Number.isFinite(cost) || cost <= 0 ? null : cost,
  };
}

function usageFrom(usage: ProviderResponse["tokenUsage"]): Usage | null {
  if (usage?.prompt === undefined || usage.completion === undefined) return null;
  return {
    inputTokens: usage.prompt,
    cachedInputTokens: usage.completionDetails?.cacheReadInputTokens ?? null,
    outputTokens: usage.completion,
  };
}
