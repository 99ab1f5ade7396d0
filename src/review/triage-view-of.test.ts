import { describe, expect, it } from "vitest";
import type { TrialReview } from "../contracts/review.ts";
import { aRecording } from "../testing/a-recording.ts";
import { aReport, aTrial } from "../testing/builders.ts";
import { titleIn, triageViewOf } from "./triage-view-of.ts";

const report = aReport();
const trial = aTrial({ language: "zh" });
const recording = aRecording(1);
const review: TrialReview = {
  runId: "run-1",
  trial,
  fault: null,
  recording,
  parsed: { ok: true, report, repairs: [] },
  scenario: {
    id: "a-scenario",
    title: "Checkout errors",
    titleZh: "结账失败",
    service: "payment-svc",
    category: "database",
    severity: "SEV1",
    isChanged: false,
    occurredAt: "2026-06-02T14:02:00Z",
    context: "14:02 UTC",
    acceptable: ["SEV1"],
    rootCause: "The batch.",
  },
  scorers: [],
  arithmetic: null,
  passRules: null,
  figures: [],
  similar: null,
};

describe("a trial as a triage view", () => {
  it("is titled in the report's language, with the trial's own figures", () => {
    expect(triageViewOf(review)).toEqual({
      title: "结账失败",
      chips: { promptId: "v1", language: "zh", provenance: "live" },
      service: "payment-svc",
      createdAt: recording.recordedAt,
      context: "14:02 UTC",
      report,
      meta: {
        modelId: "a-model",
        promptId: "v1",
        language: "zh",
        provenance: "live",
        latencyMs: 1000,
        usage: recording.reply.usage,
        costUsd: 0.001,
        note: recording.note,
      },
      similar: null,
      score: null,
    });
  });

  it("names the scenario by its id where it is no longer in the library", () => {
    expect(triageViewOf({ ...review, scenario: null })).toMatchObject({
      title: "a-scenario",
      service: null,
      context: "",
    });
  });

  it.each([
    { why: "the reply is gone", gone: { recording: null, parsed: null } },
    { why: "the reply is unreadable", gone: { parsed: { ok: false, problems: ["cut off"] } as const } },
  ])("is none where $why", ({ gone }) => {
    expect(triageViewOf({ ...review, ...gone })).toBeNull();
  });
});

it("falls back to the English title", () => {
  expect(titleIn("zh", { title: "Checkout errors", titleZh: null })).toBe("Checkout errors");
  expect(titleIn("en", { title: "Checkout errors", titleZh: "结账失败" })).toBe("Checkout errors");
});
