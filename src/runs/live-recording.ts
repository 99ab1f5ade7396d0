import type { Model } from "../contracts/model.ts";
import type { ModelReply, ModelRequest } from "../contracts/model-client.ts";
import type { Recording } from "../contracts/recording.ts";
import { recordingKey } from "../models/build-request.ts";

/** A reply that has just arrived, as it is stored: with the price of the day, so that its cost never changes. */
export function liveRecording(arrived: {
  readonly cell: Recording["cell"];
  readonly model: Model;
  readonly request: ModelRequest;
  readonly reply: ModelReply;
  readonly recordedAt: Date;
}): Recording {
  const { cell, model, request, reply, recordedAt } = arrived;
  return {
    key: recordingKey(request),
    schemaVersion: 1,
    recordedAt: recordedAt.toISOString(),
    ...(model.api === "simulated"
      ? {
          provenance: "simulated" as const,
          note: "made by a simulated model from the scenario's own expectations",
        }
      : { provenance: "live" as const, note: null }),
    cell,
    price: model.price,
    request,
    reply,
  };
}
