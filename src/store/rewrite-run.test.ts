import { access, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../shared/errors.ts";
import { aManifest, aTrial } from "../testing/builders.ts";
import { replacing, rewriteRun } from "./rewrite-run.ts";
import { createRunFolder, loadRun } from "./run-folder.ts";

const FINISHED = aManifest({ finishedAt: "2026-06-02T14:03:00.000Z" });
const GRADED_WITH = {
  scorerVersions: { severity: 2 },
  weightsVersion: 2,
  scenarioHashes: { "a-scenario": "s2" },
  codeRevision: "abc",
};
const OLD = aTrial();
const NEW = aTrial({ headline: 40, passed: false });
const RESCORED = {
  ...FINISHED,
  scorerVersions: { severity: 2 },
  weightsVersion: 2,
  scenarioHashes: { "a-scenario": "s2" },
};

async function aStoredRun(finished = FINISHED): Promise<string> {
  const folder = await createRunFolder(await mkdtemp(join(tmpdir(), "firedrill-runs-")), finished);
  await folder.appendTrial(OLD);
  for (const name of ["trials.csv", "summary.csv"]) await folder.writeText(name, "old\n");
  await folder.finish(finished);
  return folder.path;
}

async function writeNew(path: string, manifest = FINISHED) {
  const rewrite = await rewriteRun(path, manifest);
  await rewrite.appendTrial(NEW);
  await rewrite.appendText("trials.csv", "new\n");
  await rewrite.appendText("summary.csv", "new\n");
  return rewrite;
}

async function stateOf(path: string) {
  const run = await loadRun(path);
  return {
    manifest: run.manifest,
    trials: await Array.fromAsync(run.trials()),
    csv: await Promise.all(["trials.csv", "summary.csv"].map((name) => readFile(join(path, name), "utf8"))),
  };
}

describe("rewriting a run", () => {
  it("replaces trials, tables and what they were graded with, and notes it beside them", async () => {
    const path = await aStoredRun();
    const rewrite = await writeNew(path);
    await rewrite.replace(GRADED_WITH);
    expect(await stateOf(path)).toEqual({ manifest: RESCORED, trials: [NEW], csv: ["new\n", "new\n"] });
    expect(JSON.parse(await readFile(join(path, "rescored.json"), "utf8"))).toEqual({
      schemaVersion: 1,
      finishedAt: FINISHED.finishedAt,
      from: {
        scorerVersions: FINISHED.scorerVersions,
        weightsVersion: 1,
        scenarioHashes: FINISHED.scenarioHashes,
        codeRevision: null,
      },
      to: GRADED_WITH,
    });
  });

  it("changes nothing before it replaces, and leaves nothing when discarded", async () => {
    const path = await aStoredRun();
    const before = await readdir(path);
    const rewrite = await writeNew(path);
    expect(await stateOf(path)).toEqual({ manifest: FINISHED, trials: [OLD], csv: ["old\n", "old\n"] });
    await rewrite.discard();
    expect(await readdir(path)).toEqual(before);
  });

  const stepCount = replacing({ path: "", manifest: FINISHED, gradedWith: GRADED_WITH }).length;
  it.each(Array.from({ length: stepCount }, (_, done) => done))(
    "stopped after %i steps leaves a readable run that never passes new scores off as old, and can be completed",
    async (done) => {
      const path = await aStoredRun();
      await writeNew(path);
      const steps = replacing({ path, manifest: FINISHED, gradedWith: GRADED_WITH });
      for (const step of steps.slice(0, done)) await step();

      const stopped = await stateOf(path);
      const isMixed =
        JSON.stringify([stopped.trials, stopped.csv]) !== JSON.stringify([[OLD], ["old\n", "old\n"]]);
      if (isMixed) expect(stopped.manifest.finishedAt).toBeNull();

      const again = await writeNew(path, stopped.manifest);
      await again.replace(GRADED_WITH);
      expect(await stateOf(path)).toEqual({ manifest: RESCORED, trials: [NEW], csv: ["new\n", "new\n"] });
    },
  );

  it("refuses a run that was cut short", async () => {
    const path = await aStoredRun(aManifest());
    await expect(rewriteRun(path, aManifest())).rejects.toThrow(InvalidInputError);
    await writeFile(join(path, "rescored.json"), "{ half");
    await expect(rewriteRun(path, aManifest())).rejects.toThrow(/cut short/);
    await expect(access(join(path, "trials.jsonl.rescored"))).rejects.toThrow();
  });
});
