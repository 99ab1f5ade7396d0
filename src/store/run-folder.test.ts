import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { InvalidInputError, OutsideError } from "../shared/errors.ts";
import { aManifest, aTrial } from "../testing/builders.ts";
import { findPreviousRun } from "./previous-run.ts";
import { createRunFolder, type LoadOptions, loadRun } from "./run-folder.ts";

const CSV =
  "scenario_id,prompt_id,model_id,language,repeat,headline,passed\na-scenario,v1,a-model,en,0,80,true\na-scenario,v1,a-model,zh,0,,false\n";

async function aFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "firedrill-runs-"));
}

async function storeRun(runs: string, changes: Parameters<typeof aManifest>[0] = {}) {
  const manifest = aManifest(changes);
  const folder = await createRunFolder(runs, manifest);
  await folder.appendTrial(aTrial());
  await folder.writeText("trials.csv", CSV);
  const finished = { ...manifest, finishedAt: "2026-06-02T14:03:00.000Z" };
  await folder.finish(finished);
  return { path: folder.path, finished };
}

describe("a run folder", () => {
  it("gives back what was stored", async () => {
    const { path, finished } = await storeRun(await aFolder());
    const run = await loadRun(path);
    expect(run.manifest).toEqual(finished);
    expect(await Array.fromAsync(run.trials())).toEqual([aTrial()]);
  });

  it("says what run it was even when the run was cut short", async () => {
    const folder = await createRunFolder(await aFolder(), aManifest());
    expect((await loadRun(folder.path)).manifest.finishedAt).toBeNull();
  });

  it("is an outside failure when it cannot be written", async () => {
    const file = join(await aFolder(), "a-file");
    await writeFile(file, "");
    await expect(createRunFolder(file, aManifest())).rejects.toThrow(OutsideError);
  });

  it("is wrong input when the folder named holds no run", async () => {
    await expect(loadRun(await aFolder())).rejects.toThrow(InvalidInputError);
  });

  it("keeps its manifest readable by people", async () => {
    const { path } = await storeRun(await aFolder());
    expect(await readFile(join(path, "manifest.json"), "utf8")).toMatch(/^{\n {2}"schemaVersion": 1,\n/);
  });
});

describe("the trials of a run", () => {
  const whole = `${JSON.stringify(aTrial())}\n`;
  async function trialsOf(text: string, onTornLine?: LoadOptions["onTornLine"]) {
    const { path } = await storeRun(await aFolder());
    await writeFile(join(path, "trials.jsonl"), text);
    const run = await loadRun(path, onTornLine === undefined ? {} : { onTornLine });
    return Array.fromAsync(run.trials());
  }

  it("are those before a line that a kill cut short, which is told", async () => {
    const torn: number[] = [];
    expect(await trialsOf(`${whole}{"outcome":"sco`, ({ bytes }) => torn.push(bytes))).toEqual([aTrial()]);
    expect(torn).toEqual([15]);
  });

  it("are wrong input, with file and line, where nobody listens for a torn line", async () => {
    await expect(trialsOf(`${whole}{"outcome":"sco`)).rejects.toThrow(/trials\.jsonl:2[\s\S]*not JSON/);
  });

  it.each([
    { why: "text between trials", text: `${whole}nonsense\n${whole}`, says: /trials\.jsonl:2/ },
    { why: "another object on the last line", text: `${whole}{"outcome":"odd"}\n`, says: /trials\.jsonl:2/ },
  ])("are wrong input with $why", async ({ text, says }) => {
    await expect(trialsOf(text, () => {})).rejects.toThrow(InvalidInputError);
    await expect(trialsOf(text, () => {})).rejects.toThrow(says);
  });

  it("are wrong input when their file is gone", async () => {
    const { path } = await storeRun(await aFolder());
    await rm(join(path, "trials.jsonl"));
    await expect(Array.fromAsync((await loadRun(path)).trials())).rejects.toThrow(InvalidInputError);
  });
});

describe("the previous run", () => {
  const later = aManifest({ id: "2026-06-03T00-00-00Z-smoke-bbbbbb" });

  it("is the newest earlier one of the same suite, scenarios and scorers", async () => {
    const runs = await aFolder();
    await storeRun(runs, { id: "2026-06-01T00-00-00Z-smoke-cccccc" });
    await storeRun(runs);
    await storeRun(runs, { id: "2026-06-04T00-00-00Z-smoke-dddddd" });
    expect(await findPreviousRun(runs, later)).toEqual({
      id: aManifest().id,
      trials: [
        {
          scenarioId: "a-scenario",
          promptId: "v1",
          modelId: "a-model",
          language: "en",
          repeat: 0,
          headline: 80,
          passed: true,
        },
        {
          scenarioId: "a-scenario",
          promptId: "v1",
          modelId: "a-model",
          language: "zh",
          repeat: 0,
          headline: null,
          passed: false,
        },
      ],
    });
  });

  it.each([
    { why: "another scorer version", changes: { scorerVersions: { severity: 2 } } },
    { why: "an edited scenario", changes: { scenarioHashes: { "a-scenario": "s2" } } },
    { why: "another suite", changes: { suite: { ...aManifest().suite, id: "core" } } },
  ])("is not one with $why", async ({ changes }) => {
    const runs = await aFolder();
    await storeRun(runs, changes);
    expect(await findPreviousRun(runs, later)).toBeNull();
  });

  it("is not one whose table was damaged", async () => {
    const runs = await aFolder();
    const { path } = await storeRun(runs);
    await writeFile(join(path, "trials.csv"), 'scenario_id\n"open\n');
    expect(await findPreviousRun(runs, later)).toBeNull();
  });

  it("is not one that was cut short, and a stray folder is no hindrance", async () => {
    const runs = await aFolder();
    await createRunFolder(runs, aManifest());
    await createRunFolder(join(runs, "2026-06-02-stray"), aManifest());
    expect(await findPreviousRun(runs, later)).toBeNull();
    expect(await findPreviousRun(join(runs, "nowhere"), later)).toBeNull();
  });
});
