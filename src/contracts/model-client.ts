import { z } from "zod";

export const chatMessageSchema = z.strictObject({
  role: z.enum(["system", "user"]),
  content: z.string(),
});
export type ChatMessage = z.infer<typeof chatMessageSchema>;

/**
 * All that decides a reply, and nothing else: its canonical JSON is what a recording's key is the hash
 * of. Holds no key, endpoint or time.
 */
export const modelRequestSchema = z.strictObject({
  provider: z.string(),
  /** The model's name at that provider. */
  model: z.string(),
  /** As sent on the wire, such as `temperature`, `max_tokens`, `response_format`. */
  parameters: z.record(z.string(), z.json()),
  messages: z.array(chatMessageSchema).min(1),
  /** 0 for the first time of asking; tells repeats of one cell apart. */
  repeat: z.int().nonnegative(),
});
export type ModelRequest = z.infer<typeof modelRequestSchema>;

export const usageSchema = z.strictObject({
  inputTokens: z.int().nonnegative(),
  /** The part of `inputTokens` that the vendor served from its cache; null where it does not say. */
  cachedInputTokens: z.int().nonnegative().nullable(),
  outputTokens: z.int().nonnegative(),
});
export type Usage = z.infer<typeof usageSchema>;

/** What came back, raw. Null wherever it was not measured or not said. */
export const modelReplySchema = z.strictObject({
  text: z.string(),
  /** The vendor's word for why it stopped: "stop", "length", … */
  finishReason: z.string().nullable(),
  /** The model the vendor says it used. */
  servedModel: z.string().nullable(),
  usage: usageSchema.nullable(),
  /** From sending the request that was answered to the last byte of its body; queueing and earlier attempts not counted. */
  latencyMs: z.number().nonnegative().nullable(),
  /** Set only where the provider itself reported what it charged, in US dollars. */
  reportedCostUsd: z.number().nonnegative().nullable(),
});
export type ModelReply = z.infer<typeof modelReplySchema>;

/** Asks a model once for one reply. Failures are `ModelCallError`s. */
export interface ModelClient {
  ask(request: ModelRequest, options: { readonly signal: AbortSignal }): Promise<ModelReply>;
}

export const modelCallErrorCodeSchema = z.enum([
  "unauthorized", // 401, 403: the key
  "rejected", // any other 4xx: the request
  "rate-limited", // 429
  "timeout", // 408, or no answer in time
  "server", // 409, 5xx
  "network", // no connection, or broken half-way
  "malformed", // an answer that is no chat completion
  "interrupted", // stopped by the user
]);
export type ModelCallErrorCode = z.infer<typeof modelCallErrorCodeSchema>;

/** Why a model gave no reply. Never carries a key. */
export class ModelCallError extends Error {
  override readonly name = "ModelCallError";
  readonly code: ModelCallErrorCode;
  readonly httpStatus: number | null;
  /** How long the endpoint asked us to wait; null where it did not say. */
  readonly retryAfterMs: number | null;
  /** Attempts made, this one included. */
  readonly attempts: number;

  constructor(
    message: string,
    details: {
      code: ModelCallErrorCode;
      httpStatus?: number | null;
      retryAfterMs?: number | null;
      attempts?: number;
      cause?: unknown;
    },
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = details.code;
    this.httpStatus = details.httpStatus ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.attempts = details.attempts ?? 1;
  }
}
