import { z } from "zod";
import type { ModelReply, Usage } from "../contracts/model-client.ts";

const tokens = z.int().nonnegative();

// Only `choices` decides whether this is an answer. Whatever else is off must not cost us a paid reply.
const completionSchema = z.object({
  model: z.string().nullish().catch(null),
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish().catch(null),
      message: z
        .object({ content: z.unknown(), refusal: z.string().nullish().catch(null) })
        .nullish()
        .catch(null),
    }),
  ),
  usage: z
    .object({
      prompt_tokens: tokens,
      completion_tokens: tokens,
      /** OpenAI's place for the cached part. */
      prompt_tokens_details: z.object({ cached_tokens: tokens.nullish() }).nullish().catch(null),
      /** DeepSeek's place for the same. */
      prompt_cache_hit_tokens: tokens.nullish().catch(null),
    })
    .nullish()
    .catch(null),
});
type Completion = z.infer<typeof completionSchema>;

export type ParsedCompletion =
  | { readonly ok: true; readonly reply: Omit<ModelReply, "latencyMs"> }
  | { readonly ok: false; readonly problem: string };

/** The body of a chat completion as a reply, or why it is none. No choice, or nothing in it, is a reply with no text. */
export function parseCompletion(body: string): ParsedCompletion {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { ok: false, problem: "the answer is not JSON" };
  }
  const parsed = completionSchema.safeParse(json);
  if (!parsed.success) return { ok: false, problem: "the answer is no chat completion" };

  const { choices, model, usage } = parsed.data;
  return {
    ok: true,
    reply: {
      text: textOf(choices[0]),
      finishReason: choices[0]?.finish_reason ?? null,
      servedModel: model ?? null,
      usage: usageOf(usage),
      reportedCostUsd: null,
    },
  };
}

function textOf(choice: Completion["choices"][number] | undefined): string {
  const { content, refusal } = choice?.message ?? {};
  const text = typeof content === "string" ? content : textOfParts(content);
  return text === "" ? (refusal ?? "") : text;
}

/** Some endpoints answer in parts, `[{type: "text", text}]`. */
function textOfParts(content: unknown): string {
  const parts = z.array(z.object({ text: z.string().catch("") })).safeParse(content);
  return parts.success ? parts.data.map(({ text }) => text).join("") : "";
}

function usageOf(usage: Completion["usage"]): Usage | null {
  if (usage === null || usage === undefined) return null;
  return {
    inputTokens: usage.prompt_tokens,
    cachedInputTokens: usage.prompt_tokens_details?.cached_tokens ?? usage.prompt_cache_hit_tokens ?? null,
    outputTokens: usage.completion_tokens,
  };
}
