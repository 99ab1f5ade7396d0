import { expect, it } from "vitest";
import type { FailureReplay } from "../contracts/gate.ts";
import { judgeNewFailures } from "./judge-new-failures.ts";

const failure = {
  scenarioId: "s1",
  promptId: "v2",
  modelId: "m",
  language: "en" as const,
  repeat: 0,
  gate: "invented-quote",
  finding: "evidence: 'x'",
};

function replay(candidate: string, baseline: string, changes: Partial<FailureReplay> = {}): FailureReplay {
  const { scenarioId, modelId, language, gate } = failure;
  const replies = (text: string) => {
    const [failed = 0, graded = 0] = text.split("/").map(Number);
    return { failed, graded };
  };
  return {
    ...{ scenarioId, modelId, language, gate, wanted: 5, whyFewer: null },
    candidate: replies(candidate),
    baseline: replies(baseline),
    ...changes,
  };
}

it.each([
  { what: "the candidate alone fails again", replays: [replay("1/5", "0/5")], stands: true },
  { what: "the candidate never fails again", replays: [replay("0/5", "0/5")], stands: false },
  { what: "the baseline fails too", replays: [replay("5/5", "1/5")], stands: false },
  { what: "too few replies came to clear it", replays: [replay("0/4", "0/5")], stands: true },
  { what: "nothing was asked", replays: [replay("0/0", "0/0")], stands: true },
  { what: "nobody wanted to ask", replays: [], stands: true },
  { what: "another gate was asked", replays: [replay("0/5", "0/5", { gate: "missed-sev1" })], stands: true },
  { what: "another language was asked", replays: [replay("0/5", "0/5", { language: "zh" })], stands: true },
])("where $what it stands: $stands", ({ replays, stands }) => {
  const { standing, cleared } = judgeNewFailures([failure], replays);
  expect([standing.length, cleared.length]).toEqual(stands ? [1, 0] : [0, 1]);
});

it.each([
  { replays: [], says: "not asked again" },
  { replays: [replay("0/0", "0/0", { whyFewer: "no calls" })], says: "not asked again: no calls" },
  { replays: [replay("3/5", "0/5")], says: "asked again, the candidate fails 3 of 5, the baseline 0 of 5" },
  {
    replays: [replay("0/2", "0/0", { whyFewer: "the budget" })],
    says: "asked again, the candidate fails 0 of 2, the baseline 0 of 0: the budget",
  },
])("says $says", ({ replays, says }) => {
  expect(judgeNewFailures([failure], replays).standing[0]?.askedAgain).toBe(says);
});
