import type { Label } from "../contracts/label.ts";
import { aTrialKey } from "./builders.ts";

/** Ann finds the severity scorer's verdict right; name what matters to the test. */
export function aLabel(changes: Partial<Label> = {}): Label {
  return {
    at: "2026-06-03T09:00:00.000Z",
    reviewer: "ann",
    runId: "a-run",
    ...aTrialKey(),
    recordingKey: "0".repeat(64),
    recordedAt: "2026-06-02T14:02:00.000Z",
    question: "verdict",
    scorerId: "severity",
    scorerVersion: 1,
    value: 1,
    answer: "yes",
    comment: "",
    isBlind: false,
    ...changes,
  };
}

/** The same for one of the questions that name no scorer. */
export function anAnswer(
  question: Exclude<Label["question"], "verdict">,
  changes: Partial<Label> = {},
): Label {
  return aLabel({ question, scorerId: null, scorerVersion: null, value: null, ...changes });
}
