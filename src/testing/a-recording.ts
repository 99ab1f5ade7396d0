import type { ModelRequest } from "../contracts/model-client.ts";
import type { Recording } from "../contracts/recording.ts";
import { recordingKey } from "../models/build-request.ts";

/** A recording whose key is truly the hash of its request; each number is another request. */
export function aRecording(
  number: number,
  { modelId = "a-model", text = `reply ${number}` }: { modelId?: string; text?: string } = {},
): Recording {
  const request: ModelRequest = {
    provider: "test",
    model: modelId,
    parameters: { max_tokens: 10 },
    messages: [{ role: "user", content: `incident ${number} 支付\nsecond line` }],
    repeat: 0,
  };
  return {
    key: recordingKey(request),
    schemaVersion: 1,
    recordedAt: "2026-06-02T14:02:00.000Z",
    provenance: "simulated",
    note: "for a test",
    cell: { scenarioId: null, promptId: "v1", modelId, language: "en" },
    price: null,
    request,
    reply: {
      text,
      finishReason: "stop",
      servedModel: null,
      usage: null,
      latencyMs: null,
      reportedCostUsd: null,
    },
  };
}
