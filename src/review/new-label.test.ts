import { expect, it } from "vitest";
import { labelSchema } from "../contracts/label.ts";
import { aTrial } from "../testing/builders.ts";
import { newLabel } from "./new-label.ts";

const GIVER = { reviewer: " Mei ", at: "2026-11-24T10:00:00.000Z", isBlind: true };
const trial = aTrial({ scenarioId: "pool", language: "zh", repeat: 2 });

it("keeps which verdict was judged, as the reviewer saw it", () => {
  const score = { scorerId: "numbers", scorerVersion: 4, value: 0.37, summary: "3 of 5", findings: [] };
  const label = newLabel(
    { runId: "run-1", trial, question: "verdict", score },
    { answer: "no", comment: "12% is in the text" },
    GIVER,
  );
  expect(label).toEqual({
    at: "2026-11-24T10:00:00.000Z",
    reviewer: "Mei",
    runId: "run-1",
    scenarioId: "pool",
    promptId: "v1",
    modelId: "a-model",
    language: "zh",
    repeat: 2,
    recordingKey: trial.recordingKey,
    recordedAt: trial.recordedAt,
    question: "verdict",
    scorerId: "numbers",
    scorerVersion: 4,
    value: 0.37,
    answer: "no",
    comment: "12% is in the text",
    isBlind: true,
  });
  expect(labelSchema.safeParse(label).success).toBe(true);
});

it("names no scorer in a question about the report itself", () => {
  const label = newLabel(
    { runId: "run-1", trial, question: "safe-to-act", score: null },
    { answer: "cannot-tell", comment: "" },
    GIVER,
  );
  expect(label).toMatchObject({ scorerId: null, scorerVersion: null, value: null });
  expect(labelSchema.safeParse(label).success).toBe(true);
});
