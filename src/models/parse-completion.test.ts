import { describe, expect, it } from "vitest";
import { parseCompletion } from "./parse-completion.ts";

function completion(changes: object): string {
  return JSON.stringify({
    model: "m-2026",
    choices: [{ message: { content: "hi" }, finish_reason: "stop" }],
    usage: { prompt_tokens: 10, completion_tokens: 5 },
    ...changes,
  });
}

function replyTo(changes: object) {
  const parsed = parseCompletion(completion(changes));
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.reply;
}

it("reads text, finish reason, served model and usage", () => {
  expect(replyTo({})).toEqual({
    text: "hi",
    finishReason: "stop",
    servedModel: "m-2026",
    usage: { inputTokens: 10, cachedInputTokens: null, outputTokens: 5 },
    reportedCostUsd: null,
  });
});

describe("cached tokens", () => {
  it.each([
    { vendor: "OpenAI", usage: { prompt_tokens_details: { cached_tokens: 4 } }, cached: 4 },
    { vendor: "DeepSeek", usage: { prompt_cache_hit_tokens: 6, prompt_cache_miss_tokens: 4 }, cached: 6 },
    { vendor: "a vendor that counts none", usage: { prompt_cache_hit_tokens: 0 }, cached: 0 },
    { vendor: "a vendor that does not say", usage: { prompt_tokens_details: null }, cached: null },
  ])("are read from $vendor", ({ usage, cached }) => {
    const reply = replyTo({ usage: { prompt_tokens: 10, completion_tokens: 5, ...usage } });
    expect(reply.usage?.cachedInputTokens).toBe(cached);
  });
});

describe("a paid answer is kept, with no text, when", () => {
  it.each([
    { why: "there are no choices", changes: { choices: [] } },
    { why: "the content is null", changes: { choices: [{ message: { content: null } }] } },
    { why: "the message is missing", changes: { choices: [{ finish_reason: "content_filter" }] } },
  ])("$why", ({ changes }) => {
    expect(replyTo(changes)).toMatchObject({ text: "", usage: { outputTokens: 5 } });
  });
});

it.each([
  { why: "a refusal", message: { content: null, refusal: "I will not" }, text: "I will not" },
  {
    why: "parts",
    message: { content: [{ type: "text", text: "a" }, { type: "x" }, { text: "b" }] },
    text: "ab",
  },
])("takes $why for the text", ({ message, text }) => {
  expect(replyTo({ choices: [{ message }] }).text).toBe(text);
});

it.each([undefined, null, { prompt_tokens: -1, completion_tokens: 5 }, "free"])(
  "keeps the reply and leaves usage unknown when it is %j",
  (usage) => {
    expect(replyTo({ usage })).toMatchObject({ text: "hi", usage: null });
  },
);

it.each(["", "<html></html>", '{"choices": [', "null", "[]", '{"error": {"message": "overloaded"}}'])(
  "takes %j for no completion",
  (body) => {
    expect(parseCompletion(body).ok).toBe(false);
  },
);

it("reads a body behind the blank lines that DeepSeek sends to keep the connection open", () => {
  expect(parseCompletion(`\n\n\n${completion({})}`).ok).toBe(true);
});
