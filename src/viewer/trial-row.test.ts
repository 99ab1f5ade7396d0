import { expect, it } from "vitest";
import type { Trial } from "../contracts/trial.ts";
import { aTrial, aTrialKey } from "../testing/builders.ts";
import { aMissingRow, aRow } from "../testing/review-builders.ts";
import { rowOfTrial } from "./trial-row.ts";

const problem = "the endpoint answered 503";

it.each<{ name: string; trial: Trial; row: object }>([
  { name: "a trial that passed", trial: aTrial(), row: aRow() },
  {
    name: "an unreadable one, whose report says no severity",
    trial: unreadable(),
    row: aRow({
      ...{ outcome: "unreadable", headline: 0, passed: false, severity: null, gates: ["unreadable"] },
      ...{ scores: { schema: 0, severity: null }, latencyMs: null, costUsd: null },
      fault: { scorerId: "schema", message: "no JSON", finding: 0 },
    }),
  },
  {
    name: "one whose model failed",
    trial: { ...aTrialKey(), outcome: "model-failed", code: "server", problem, attempts: 3 },
    row: aMissingRow({ outcome: "model-failed", fault: { scorerId: null, message: problem, finding: null } }),
  },
  {
    name: "one that was never recorded",
    trial: { ...aTrialKey(), outcome: "not-recorded", problem: "not recorded" },
    row: aMissingRow(),
  },
])("has the figures of $name, null where there are none", ({ trial, row }) => {
  expect(rowOfTrial(trial)).toEqual(row);
});

function unreadable(): Trial {
  const { scores, severity, ...graded } = aTrial() as Extract<Trial, { outcome: "scored" }>;
  const finding = { tone: "bad", message: "no JSON", inReport: null, inContext: null } as const;
  return {
    ...graded,
    ...{ outcome: "unreadable", problems: ["no JSON"], headline: 0, passed: false },
    measured: { ...graded.measured, latencyMs: null, costUsd: null },
    scores: [
      { scorerId: "schema", scorerVersion: 1, value: 0, summary: "unreadable", findings: [finding] },
      { scorerId: "severity", scorerVersion: 1, value: null, summary: "no report", findings: [] },
    ],
    gateFailures: [{ gate: "unreadable", scorerId: "schema", message: "no JSON" }],
  };
}
