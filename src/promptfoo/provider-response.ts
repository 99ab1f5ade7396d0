import type { ProviderResponse } from "promptfoo";
import type { Recording } from "../contracts/recording.ts";
import { replyCostUsd } from "../models/cost.ts";

/**
 * A recording as promptfoo takes a provider's answer. What is unknown is left out; for a latency promptfoo then
 * puts the milliseconds of looking the recording up, and `metadata.latencyMs` alone says null. Never holds
 * `metadata.http`: a 401 there ends promptfoo's whole evaluation, with exit code 0.
 */
export function toProviderResponse({ key, provenance, price, reply }: Recording): ProviderResponse {
  const { text, usage, finishReason, latencyMs, servedModel } = reply;
  const cost = replyCostUsd(reply, price);
  return {
    output: text,
    cached: false, // promptfoo's own cache; ours is the recordings, as metadata.recordingKey shows
    ...(latencyMs === null ? {} : { latencyMs }),
    ...(cost === null ? {} : { cost }),
    ...(finishReason === null ? {} : { finishReason }),
    ...(usage === null
      ? {}
      : {
          tokenUsage: {
            total: usage.inputTokens + usage.outputTokens,
            prompt: usage.inputTokens,
            completion: usage.outputTokens,
          },
        }),
    metadata: { recordingKey: key, provenance, servedModel, latencyMs },
  };
}
