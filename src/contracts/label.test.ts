import { expect, it } from "vitest";
import { aLabel, anAnswer } from "../testing/a-label.ts";
import { labelSchema, latestLabels } from "./label.ts";

it("lets the later answer count, whichever comes first and however its time is written", () => {
  const early = aLabel({ at: "2026-06-03T09:00:00Z", answer: "yes" });
  const late = aLabel({ at: "2026-06-03T09:00:00.500Z", answer: "no" });
  expect(latestLabels([early, late])).toEqual([late]);
  expect(latestLabels([late, early])).toEqual([late]);
});

it("leaves out what was withdrawn, and nothing beside it", () => {
  const kept = anAnswer("severity");
  const withdrawn = aLabel({ at: "2026-06-03T10:00:00.000Z", answer: "withdrawn" });
  expect(latestLabels([aLabel(), kept, withdrawn])).toEqual([kept]);
});

it.each([
  { why: "a verdict that names no scorer", label: aLabel({ scorerId: null }) },
  { why: "a question that names one", label: anAnswer("severity", { scorerId: "severity" }) },
  { why: "a scorer without its version", label: aLabel({ scorerVersion: null }) },
  { why: "a value of no scorer", label: anAnswer("severity", { value: 1 }) },
  { why: "half a character", label: aLabel({ comment: "\ud83d" }) },
])("refuses $why", ({ label }) => {
  expect(labelSchema.safeParse(label).success).toBe(false);
});

it.each([aLabel(), aLabel({ value: null }), anAnswer("safe-to-act")])(
  "accepts a label of $question",
  (label) => {
    expect(labelSchema.parse(label)).toEqual(label);
  },
);
