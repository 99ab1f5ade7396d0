import { z } from "zod";
import { judgeReplySchema } from "../contracts/judgement.ts";
import type { Model } from "../contracts/model.ts";
import type { ChatMessage, ModelRequest } from "../contracts/model-client.ts";
import type { Sampling } from "../contracts/prompt.ts";
import { triageReportSchema } from "../contracts/triage-report.ts";
import { stableHash } from "../shared/stable-hash.ts";

export type JsonSchema = Readonly<Record<string, z.core.util.JSONType>>;

export interface ReplyFormat {
  readonly name: string;
  readonly schema: JsonSchema;
}

type WireParameters = ModelRequest["parameters"];

/** The triage report in a form that strict endpoints take: every key required, no other allowed. */
export function triageReportFormat(): ReplyFormat {
  return { name: "triage_report", schema: strictJsonSchema(triageReportSchema) };
}

/** What a judge must return, likewise. */
export function judgeReplyFormat(): ReplyFormat {
  return { name: "judgement", schema: strictJsonSchema(judgeReplySchema) };
}

function strictJsonSchema(of: z.ZodType): JsonSchema {
  const { $schema: _, "~standard": __, ...schema } = z.toJSONSchema(of);
  // Only JSON is left once zod's own non-JSON member is gone; the round trip proves it.
  return JSON.parse(JSON.stringify(schema)) as JsonSchema;
}

/** What will be asked: all that decides the reply, so that its hash addresses the recording. Pure. */
export function buildRequest(input: {
  readonly model: Model;
  readonly prompt: { readonly messages: readonly ChatMessage[]; readonly sampling: Sampling };
  /** What the reply must be, under the name it is sent with. */
  readonly replyFormat: ReplyFormat;
  /** 0 for the first time of asking. */
  readonly repeat: number;
}): ModelRequest {
  const { model, prompt, replyFormat, repeat } = input;
  const sampling = wireSampling({ ...model.parameters, ...prompt.sampling });
  const messages = [...prompt.messages];
  if (model.api === "promptfoo") {
    const parameters = { ...model.config, ...sampling };
    return { provider: model.provider, model: model.promptfooId, parameters, messages, repeat };
  }
  if (model.api === "simulated") {
    const { seed, defects, byPrompt, latencyMs, outputTokens } = model;
    const parameters = { ...sampling, seed, defects, byPrompt, latencyMs, outputTokens };
    return { provider: model.provider, model: model.id, parameters, messages, repeat };
  }
  const parameters = { ...sampling, ...responseFormat(model.output, replyFormat) };
  return { provider: model.provider, model: model.model, parameters, messages, repeat };
}

/** The address of a reply: SHA-256 of the canonical request, hex. */
export function recordingKey(request: ModelRequest): string {
  const { provider, model, parameters, messages, repeat } = request;
  return stableHash({ provider, model, parameters, messages, repeat });
}

// `max_tokens` and not OpenAI's newer `max_completion_tokens`: every compatible endpoint knows the older name.
function wireSampling({ temperature, maxOutputTokens }: Sampling): WireParameters {
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxOutputTokens === undefined ? {} : { max_tokens: maxOutputTokens }),
  };
}

function responseFormat(
  output: "json_schema" | "json_object" | "text",
  { name, schema }: ReplyFormat,
): WireParameters {
  switch (output) {
    case "json_schema":
      return {
        response_format: {
          type: "json_schema",
          json_schema: { name, strict: true, schema: { ...schema } },
        },
      };
    case "json_object":
      return { response_format: { type: "json_object" } };
    case "text":
      return {};
  }
}
