import type { Price } from "../contracts/model.ts";
import type { ModelReply, ModelRequest, Usage } from "../contracts/model-client.ts";

const MILLION = 1_000_000;

/**
 * UTF-8 bytes per token, for estimates. English runs at about 4; a Chinese character has 3 bytes, so this
 * gives it 0.75 token, where DeepSeek documents 0.6 and older tokenizers need about 1.
 */
const BYTES_PER_TOKEN = 4;

/** Tokens a chat template puts round each message and before the reply; real ones use 3 to 10. */
const TEMPLATE_TOKENS_PER_MESSAGE = 16;

/** What a reply cost in US dollars; null where usage or price is unknown. Cached input costs its own rate. */
export function costUsd(usage: Usage | null, price: Price | null): number | null {
  if (usage === null || price === null) return null;
  const cachedTokens = Math.min(usage.cachedInputTokens ?? 0, usage.inputTokens);
  const freshTokens = usage.inputTokens - cachedTokens;
  return (
    (freshTokens * price.inputPerMillion +
      cachedTokens * (price.cachedInputPerMillion ?? price.inputPerMillion) +
      usage.outputTokens * price.outputPerMillion) /
    MILLION
  );
}

/** What one reply cost in US dollars: what the provider says it charged, else by the price; null where neither is known. */
export function replyCostUsd(
  { reportedCostUsd, usage }: Pick<ModelReply, "reportedCostUsd" | "usage">,
  price: Price | null,
): number | null {
  return reportedCostUsd ?? costUsd(usage, price);
}

/**
 * No reply to this request costs more, in US dollars; null where price or output limit is unknown. For
 * `--max-cost`: a token is at least one byte, so the bytes sent bound the tokens billed.
 */
export function upperBoundCostUsd(request: ModelRequest, price: Price | null): number | null {
  const maxOutputTokens = request.parameters.max_tokens;
  if (price === null || typeof maxOutputTokens !== "number") return null;
  const inputTokens = sentBytes(request) + (request.messages.length + 1) * TEMPLATE_TOKENS_PER_MESSAGE;
  const dearestInput = Math.max(price.inputPerMillion, price.cachedInputPerMillion ?? 0);
  return (inputTokens * dearestInput + maxOutputTokens * price.outputPerMillion) / MILLION;
}

/** What a reply of `typicalOutputTokens` would cost, in US dollars, by the 4-bytes-a-token rule; null where the price is unknown. */
export function expectedCostUsd(
  request: ModelRequest,
  price: Price | null,
  { typicalOutputTokens }: { readonly typicalOutputTokens: number },
): number | null {
  const inputTokens = Math.ceil(sentBytes(request) / BYTES_PER_TOKEN);
  return costUsd({ inputTokens, cachedInputTokens: null, outputTokens: typicalOutputTokens }, price);
}

/** Messages, and the response format too: vendors put the schema into the prompt and bill it as input. */
function sentBytes({ messages, parameters }: ModelRequest): number {
  const texts = messages.map(({ content }) => content);
  if (parameters.response_format !== undefined) texts.push(JSON.stringify(parameters.response_format));
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text, "utf8"), 0);
}
