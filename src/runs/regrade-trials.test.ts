import { describe, expect, it } from "vitest";
import type { Recording } from "../contracts/recording.ts";
import type { Scenario } from "../contracts/scenario.ts";
import { isGraded, type Trial } from "../contracts/trial.ts";
import { aRecording } from "../testing/a-recording.ts";
import { aReport, aScenario, aTrial, aTrialKey } from "../testing/builders.ts";
import { gradeRecordings } from "./grade-recordings.ts";
import { regradeTrials } from "./regrade-trials.ts";

const SCENARIO = aScenario();
const KNOWN = new Map([[SCENARIO.id, SCENARIO]]);

/** A readable reply to the scenario's incident text. */
function aReply(changes: Partial<Recording["cell"]> = {}): Recording {
  const recording = aRecording(1, { text: JSON.stringify(aReport()) });
  const messages = [{ role: "user" as const, content: `Triage:\n${SCENARIO.context.en}` }];
  return {
    ...recording,
    cell: { ...recording.cell, scenarioId: SCENARIO.id, ...changes },
    request: { ...recording.request, messages },
  };
}

async function* streamOf<T>(...items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function regrade(
  stored: Trial,
  {
    recording,
    scenarios = KNOWN,
  }: { recording: Recording | null; scenarios?: ReadonlyMap<string, Scenario> },
) {
  const findRecordedAt = async (key: string, recordedAt: string) =>
    recording?.key === key && recording.recordedAt === recordedAt ? recording : null;
  const [regraded, ...others] = await Array.fromAsync(
    regradeTrials(streamOf(stored), { judge: null, scenarios, findRecordedAt }),
  );
  expect(others).toEqual([]);
  return regraded;
}

describe("grading a stored trial again", () => {
  const recording = aReply();
  const stored = aTrial({ recordingKey: recording.key, recordedAt: recording.recordedAt, headline: 1 });

  it("gives today's verdicts beside the stored ones", async () => {
    const regraded = await regrade(stored, { recording });
    expect(regraded).toMatchObject({ outcome: "graded", stored, recording, isTextOutdated: false });
    expect(
      regraded?.outcome === "graded" && isGraded(regraded.trial) && regraded.trial.headline,
    ).toBeGreaterThan(1);
  });

  it("gives the same again", async () => {
    expect(await regrade(stored, { recording })).toEqual(await regrade(stored, { recording }));
  });

  it("notices that the model was shown another incident text", async () => {
    const edited = { ...SCENARIO, context: { en: `${SCENARIO.context.en} 14:09 recovered.` } };
    const scenarios = new Map([[edited.id, edited]]);
    expect(await regrade(stored, { recording, scenarios })).toMatchObject({ isTextOutdated: true });
  });

  it("leaves a failure what it was", async () => {
    const trial: Trial = { outcome: "not-recorded", ...aTrialKey(), problem: "none" };
    expect(await regrade(trial, { recording })).toEqual({ outcome: "failed-then", trial });
  });

  it.each([
    { why: "its recording is gone", changes: { recording: null }, outcome: "no-recording" },
    {
      why: "only a later recording of its key is left",
      changes: { recording: { ...recording, recordedAt: "2026-07-01T00:00:00.000Z" } },
      outcome: "no-recording",
    },
    { why: "its scenario was removed", changes: { recording, scenarios: new Map() }, outcome: "no-scenario" },
  ])("keeps it, ungraded, when $why", async ({ changes, outcome }) => {
    expect(await regrade(stored, changes)).toEqual({ outcome, stored });
  });
});

describe("grading replies outside a run", () => {
  it("takes each for the trial it was bought for, and counts out what has no scenario", async () => {
    const repeated = { ...aReply(), request: { ...aReply().request, repeat: 2 } };
    const all = streamOf(repeated, aReply({ scenarioId: null }), aReply({ scenarioId: "gone" }));
    const graded = await Array.fromAsync(gradeRecordings(all, KNOWN));
    expect(graded).toMatchObject([
      { outcome: "graded", trial: aTrialKey({ repeat: 2 }), isTextOutdated: false },
      { outcome: "no-scenario-named" },
      { outcome: "no-scenario", key: aTrialKey({ scenarioId: "gone" }) },
    ]);
  });
});
