import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PromptfooModel } from "../contracts/model.ts";
import type { ModelRequest } from "../contracts/model-client.ts";
import { triageReportSchema } from "../contracts/triage-report.ts";
import { aModel } from "../testing/builders.ts";
import { buildRequest, recordingKey, triageReportFormat } from "./build-request.ts";

const messages = [{ role: "user" as const, content: "what broke?" }];
const replyFormat = { name: "triage_report", schema: { type: "object" } };

function build(model: Parameters<typeof buildRequest>[0]["model"], sampling = {}) {
  return buildRequest({ model, prompt: { messages, sampling }, replyFormat, repeat: 0 });
}

describe("buildRequest", () => {
  it("sends the model's sampling, overruled by the prompt's", () => {
    const model = aModel({ output: "text", parameters: { temperature: 0, maxOutputTokens: 1000 } });
    expect(build(model, { maxOutputTokens: 50 })).toEqual({
      provider: "test",
      model: "a-model",
      parameters: { temperature: 0, max_tokens: 50 },
      messages,
      repeat: 0,
    });
  });

  it.each([
    { output: "text" as const, format: undefined },
    { output: "json_object" as const, format: { type: "json_object" } },
    {
      output: "json_schema" as const,
      format: {
        type: "json_schema",
        json_schema: { name: "triage_report", strict: true, schema: replyFormat.schema },
      },
    },
  ])("holds the endpoint to JSON by $output", ({ output, format }) => {
    expect(build(aModel({ output })).parameters.response_format).toEqual(format);
  });

  it("gives a promptfoo provider its config and the sampling, and its promptfoo id as the model", () => {
    const { endpoint: _e, output: _o, ...common } = aModel();
    const model: PromptfooModel = {
      ...common,
      api: "promptfoo",
      promptfooId: "anthropic:messages:x",
      config: { top_p: 0.5, temperature: 1 },
    };
    expect(build(model)).toMatchObject({
      model: "anthropic:messages:x",
      parameters: { top_p: 0.5, temperature: 0, max_tokens: 1000 },
    });
  });
});

describe("triageReportFormat", () => {
  it("is what strict endpoints demand: every object closed, every key required", () => {
    const { schema } = triageReportFormat();
    const objects: { properties: object; required: string[]; additionalProperties: unknown }[] = [];
    JSON.stringify(schema, (_key, value) => {
      if (value?.type === "object") objects.push(value);
      return value;
    });
    expect(objects.length).toBeGreaterThan(5);
    for (const { properties, required, additionalProperties } of objects) {
      expect(additionalProperties).toBe(false);
      expect([...required].sort()).toEqual(Object.keys(properties).sort());
    }
    expect(schema).not.toHaveProperty("$schema");
    expect(Object.keys(schema.properties ?? {})).toEqual(Object.keys(triageReportSchema.shape));
  });
});

describe("recordingKey", () => {
  const request: ModelRequest = {
    provider: "p",
    model: "m",
    parameters: { temperature: 0, response_format: { type: "json_object", b: 1 } },
    messages,
    repeat: 0,
  };

  it("does not depend on the order of properties", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (parameters) => {
        const reversed = Object.fromEntries(Object.entries(parameters).reverse());
        const { provider, model, messages, repeat } = request;
        // fast-check's JSON values are JSON; its type is only wider than ours.
        const one = { provider, model, parameters, messages, repeat } as ModelRequest;
        const other = { repeat, messages, parameters: reversed, model, provider } as ModelRequest;
        expect(recordingKey(other)).toBe(recordingKey(one));
      }),
    );
  });

  it.each<Partial<ModelRequest>>([
    { provider: "q" },
    { model: "n" },
    { parameters: { ...request.parameters, temperature: 0.1 } },
    { parameters: {} },
    { messages: [{ role: "system", content: "what broke?" }] },
    { messages: [...messages, ...messages] },
    { repeat: 1 },
  ])("depends on %j", (change) => {
    expect(recordingKey({ ...request, ...change })).not.toBe(recordingKey(request));
  });

  it("does not depend on the endpoint, the key's name, the price or the pace", () => {
    const here = aModel();
    const there = aModel({
      endpoint: "https://elsewhere.example/v1",
      keyVariable: "SOME_KEY",
      price: null,
      concurrency: 99,
      timeoutSeconds: 1,
      label: "other",
    });
    expect(recordingKey(build(there))).toBe(recordingKey(build(here)));
    expect(JSON.stringify(build(there))).not.toMatch(/elsewhere|SOME_KEY/);
  });

  it("stays what it was: a changed rule would orphan every stored reply", () => {
    expect(recordingKey(request)).toBe("c1a451597bbf926a55ec7d7ce1fa38f7e3e372dbbd32b968dd5d65d4a30f6ad1");
  });
});
