import { resolve } from "node:path";
import { beforeAll, expect, it } from "vitest";
import type { Recording } from "../contracts/recording.ts";
import type { Scenario } from "../contracts/scenario.ts";
import { openRecordings } from "../models/recordings.ts";
import { gradeRecordings } from "../runs/grade-recordings.ts";
import { loadScenarios } from "../scenarios/load-scenarios.ts";
import { varyReply } from "./vary-reply.ts";

const ROOT = resolve(import.meta.dirname, "../..");
let originals: Recording[];
let scenarios: ReadonlyMap<string, Scenario>;

beforeAll(async () => {
  scenarios = await loadScenarios(resolve(ROOT, "scenarios"));
  const recordings = await openRecordings(resolve(ROOT, "results/recordings"), {
    onRepair: () => {},
    isReadOnly: true,
  });
  // Simulated replies are this machine's own: whoever tried the demo has thousands.
  const all = await Array.fromAsync(recordings.all());
  originals = all.filter(({ provenance }) => provenance !== "simulated");
  await recordings.close();
});

async function verdicts(recordings: readonly Recording[]) {
  async function* all() {
    yield* recordings;
  }
  const graded = await Array.fromAsync(gradeRecordings(all(), scenarios));
  return graded.map((one) =>
    one.outcome === "graded"
      ? { passed: one.trial.passed, gates: one.trial.gateFailures.map(({ gate }) => gate) }
      : one.outcome,
  );
}

it("gives a reply that is another text and passes or fails as its original does", async () => {
  const varied = originals.map((recording, index) => varyReply(recording, 120 + index));
  expect(varied.length).toBeGreaterThan(0);
  expect(await verdicts(varied)).toEqual(await verdicts(originals));
  const texts = [...varied, ...originals].map(({ reply }) => reply.text);
  expect(new Set(texts).size).toBe(texts.length);
});

it("files each variation under a key of its own", () => {
  const [recording] = originals;
  if (recording === undefined) throw new Error("no recording");
  const keys = [0, 1, 2, 12].map((number) => varyReply(recording, number).key);
  expect(new Set(keys).size).toBe(4);
});
