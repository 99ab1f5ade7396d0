import { expect, it } from "vitest";
import { aLabel } from "../testing/a-label.ts";
import { aRecording } from "../testing/a-recording.ts";
import { aReport, aScenario } from "../testing/builders.ts";
import { gradeReviewed } from "./grade-reviewed.ts";

const recording = aRecording(1, { text: JSON.stringify(aReport()) });
const label = aLabel({ recordingKey: recording.key, recordedAt: recording.recordedAt });

/** Counts what is asked for. */
function sources({ scenario = aScenario() } = {}) {
  const asked: string[] = [];
  return {
    asked,
    scenarios: new Map([[scenario.id, scenario]]),
    findRecordedAt: async (key: string, recordedAt: string) => {
      asked.push("reply");
      return key === recording.key && recordedAt === recording.recordedAt ? recording : null;
    },
    judgeOf: async (runId: string) => {
      asked.push(`judge of ${runId}`);
      return null;
    },
  };
}

it("grades a reply that several labels speak of once, with today's scorers", async () => {
  const from = sources();
  const labels = [label, { ...label, reviewer: "bob" }];
  const reviewed = await gradeReviewed(labels, from);
  expect(reviewed.map((one) => one.label)).toEqual(labels);
  expect(reviewed).toMatchObject([{ outcome: "graded" }, { outcome: "graded", trial: { severity: "SEV1" } }]);
  expect(from.asked).toEqual(["judge of a-run", "reply"]);
});

it("grades by the scenario as it is now", async () => {
  const { expected } = aScenario();
  const scenario = aScenario({ expected: { ...expected, severity: "SEV3", acceptable: ["SEV3"] } });
  const [one] = await gradeReviewed([label], sources({ scenario }));
  if (one?.outcome !== "graded") throw new Error("it can be graded");
  expect(one.trial.scores.find(({ scorerId }) => scorerId === "severity")?.value).toBe(0);
});

it.each([
  { why: "its scenario is gone", changes: { scenarioId: "gone" }, outcome: "no-scenario" },
  { why: "its reply is gone", changes: { recordingKey: "f".repeat(64) }, outcome: "no-recording" },
  {
    why: "only a later reply is there",
    changes: { recordedAt: "2020-01-01T00:00:00.000Z" },
    outcome: "no-recording",
  },
])("says so where $why", async ({ changes, outcome }) => {
  const own = { ...label, ...changes };
  expect(await gradeReviewed([own], sources())).toEqual([{ label: own, outcome }]);
});
