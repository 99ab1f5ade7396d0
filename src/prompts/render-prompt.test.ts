import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Prompt } from "../contracts/prompt.ts";
import { triageReportSchema } from "../contracts/triage-report.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { renderPrompt } from "./render-prompt.ts";
import { REPORT_SHAPE } from "./report-shape.ts";

function aPrompt(user: string): Prompt {
  return {
    id: "v9",
    label: "test",
    changed: "nothing",
    parameters: {},
    system: "Answer in {{ languageName }}.",
    user,
    hash: "",
  };
}

describe("renderPrompt", () => {
  it("fills in the variables", () => {
    expect(
      renderPrompt(aPrompt("<i-{{ fence }}>{{ incident }}</i-{{ fence }}>"), {
        incident: "down",
        language: "zh",
      }),
    ).toEqual([
      { role: "system", content: "Answer in Simplified Chinese (简体中文)." },
      { role: "user", content: expect.stringMatching(/^<i-([0-9a-f]{12})>down<\/i-\1>$/) },
    ]);
  });

  it.each(["{{ .Values.image }}", "{% raw %}", "{# gone? #}", "<b>&amp;</b>", "{{ incident }}"])(
    "leaves %s in an incident text as it is",
    (incident) => {
      expect(renderPrompt(aPrompt("{{ incident }}"), { incident, language: "en" })[1]?.content).toBe(
        incident,
      );
    },
  );

  it.each(["{{ inciden }}", "{% if %}"])("refuses a template with %s before anything is sent", (user) => {
    expect(() => renderPrompt(aPrompt(user), { incident: "down", language: "en" })).toThrow(
      InvalidInputError,
    );
  });
});

describe("the drawn report shape", () => {
  it("is JSON with exactly the keys of the schema", () => {
    expect(shapeOf(JSON.parse(REPORT_SHAPE))).toEqual(shapeOfSchema(z.toJSONSchema(triageReportSchema)));
  });
});

/** Keys only: objects as they are, an array as its first entry, anything else as null. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [shapeOf(value[0])];
  if (typeof value !== "object" || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
}

function shapeOfSchema(schema: z.core.JSONSchema._JSONSchema | undefined): unknown {
  if (typeof schema !== "object") return null;
  if (schema.items !== undefined && !Array.isArray(schema.items)) return [shapeOfSchema(schema.items)];
  if (schema.properties === undefined) return null;
  return Object.fromEntries(
    Object.entries(schema.properties).map(([key, inner]) => [key, shapeOfSchema(inner)]),
  );
}
