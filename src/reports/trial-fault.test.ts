import { expect, it } from "vitest";
import type { Finding, Score } from "../contracts/score.ts";
import type { Trial } from "../contracts/trial.ts";
import { aTrial, aTrialKey } from "../testing/builders.ts";
import { faultOf } from "./trial-fault.ts";

const span = { path: "summary", start: 0, end: 8, quote: "Checkout" };
const gate = { gate: "missed-sev1", scorerId: "severity", message: "SEV1 called SEV3" } as const;

it.each([
  {
    why: "what the failed gate's scorer found, before worse scores",
    trial: aTrial({
      gateFailures: [gate],
      scores: [score("claims", 0, bad("invents")), score("severity", 0.2, bad("too low"))],
    }),
    fault: { scorerId: "severity", message: "too low", finding: 0 },
  },
  {
    why: "the gate's own words where its scorer has no bad finding",
    trial: aTrial({ gateFailures: [gate], scores: [score("severity", 0)] }),
    fault: { scorerId: "severity", message: "SEV1 called SEV3", finding: null },
  },
  {
    why: "of bad findings the first that can be shown in the report",
    trial: aTrial({
      scores: [score("a", 0.5, bad("missing")), score("b", 0.5, good("fine"), bad("wrong", span))],
    }),
    fault: { scorerId: "b", message: "wrong", finding: 1 },
  },
  {
    why: "a bad finding that points nowhere before a warning that does",
    trial: aTrial({
      scores: [score("a", 0.5, { ...bad("odd", span), tone: "warning" }), score("b", 0.5, bad("wrong"))],
    }),
    fault: { scorerId: "b", message: "wrong", finding: 0 },
  },
  {
    why: "the lowest value's summary where nothing was found",
    trial: aTrial({ scores: [score("a", 0.6), score("b", 0.4), score("c", null)] }),
    fault: { scorerId: "b", message: "why b", finding: null },
  },
  { why: "nothing on a trial without fault", trial: aTrial({ scores: [score("a", 1)] }), fault: null },
  {
    why: "why it is unreadable",
    trial: {
      ...aTrial(),
      outcome: "unreadable",
      problems: ["cut off"],
      scores: [score("schema", 0, bad("no report"))],
    } as Trial,
    fault: { scorerId: "schema", message: "cut off", finding: 0 },
  },
  {
    why: "why it was not graded",
    trial: { outcome: "not-recorded", ...aTrialKey(), problem: "no recording" } as const,
    fault: { scorerId: null, message: "no recording", finding: null },
  },
])("is $why", ({ trial, fault }) => {
  expect(faultOf(trial)).toEqual(fault);
});

function score(scorerId: string, value: number | null, ...findings: Finding[]): Score {
  return { scorerId, scorerVersion: 1, value, summary: `why ${scorerId}`, findings };
}

function bad(message: string, inReport: Finding["inReport"] = null): Finding {
  return { tone: "bad", message, inReport, inContext: null };
}

function good(message: string): Finding {
  return { ...bad(message), tone: "good" };
}
