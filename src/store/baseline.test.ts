import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { BaselineCertificate, GradingIdentity } from "../contracts/baseline.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { figures } from "../testing/trial-figures.ts";
import { findCertificate, listBaselines, loadBaseline, saveBaseline } from "./baseline.ts";

const IDENTITY: GradingIdentity = {
  scenarioHashes: { s1: "a", s2: "b" },
  promptHashes: { v1: "p" },
  modelHashes: { m: "m1" },
  scorerVersions: { severity: 2, "root-cause": 3 },
  weightsVersion: 3,
};

const CERTIFICATE: Omit<BaselineCertificate, "rowHashes"> = {
  schemaVersion: 1,
  name: "smoke",
  approvedAt: "2026-06-03T09:00:00.000Z",
  run: {
    id: "2026-06-02T14-02-00Z-smoke-aaaaaa",
    suiteId: "smoke",
    startedAt: "2026-06-02T14:02:00.000Z",
    codeRevision: null,
  },
  ...IDENTITY,
  servedModels: { m: [] },
  trials: 4,
  passed: 3,
  gateFailures: 1,
  provenance: { simulated: 4 },
};

const TRIALS = [
  figures({ scenarioId: "s1", language: "en" }),
  figures({ scenarioId: "s1", language: "zh", gates: ["missed-sev1", "unreadable"], finding: 'a, "b"' }),
  figures({ scenarioId: "s2", repeat: 2, values: { headline: 80.1234, pass: 1, cost: null } }),
  figures({ scenarioId: "s2", repeat: 10, value: 0.5, reply: null }),
];

let folder: string;
const file = (name: string) => join(folder, name);
const edit = async (change: (text: string) => string) =>
  writeFile(file("smoke.csv"), change(await readFile(file("smoke.csv"), "utf8")));
const load = () => loadBaseline(folder, "smoke");

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "firedrill-baselines-"));
  await saveBaseline(folder, { certificate: CERTIFICATE, trials: TRIALS.toReversed() });
});

describe("a baseline", () => {
  it("gives back what was approved, sorted", async () => {
    const { certificate, trials } = await load();
    expect(trials).toEqual(TRIALS);
    expect(certificate).toEqual({ ...CERTIFICATE, rowHashes: expect.any(Object) });
    expect(await listBaselines(folder)).toEqual(["smoke"]);
  });

  it("is one row per trial and figure", async () => {
    const text = await readFile(file("smoke.csv"), "utf8");
    expect(text.split("\n").slice(0, 9)).toEqual([
      "scenario,prompt,model,language,repeat,metric,value",
      "s1,v1,m,en,0,reply,s1/v1/m/en/0",
      "s1,v1,m,en,0,provenance,simulated",
      "s1,v1,m,en,0,passed,true",
      "s1,v1,m,en,0,gates,",
      "s1,v1,m,en,0,finding,",
      "s1,v1,m,en,0,headline,80",
      "s1,v1,m,en,0,pass,1",
      "s1,v1,m,en,0,score:root-cause,0.8",
    ]);
  });

  it("survives Windows line ends, as git may write them", async () => {
    await edit((text) => text.replaceAll("\n", "\r\n"));
    expect((await load()).trials).toEqual(TRIALS);
  });

  it.each([
    {
      what: "a figure changed by hand",
      change: (text: string) => text.replace("headline,80\n", "headline,90\n"),
      says: /scenario s1 are not those that were approved[\s\S]*smoke\.csv:2, to line 17/,
    },
    {
      what: "a figure that is no number",
      change: (text: string) => text.replace("headline,80\n", "headline,lots\n"),
      says: /smoke\.csv:7[\s\S]*headline is "lots"/,
    },
    {
      what: "a line too many",
      change: (text: string) => text.replace("pass,1\n", "pass,1\ns1,v1,m,en,0,pass,1\n"),
      says: /smoke\.csv:9[\s\S]*twice/,
    },
    {
      what: "a file cut inside a line",
      change: (text: string) => text.slice(0, text.indexOf("zh,0,provenance") + 6),
      says: /smoke\.csv:11/,
    },
    {
      what: "a file cut between lines",
      change: (text: string) => text.slice(0, text.indexOf("s2,")),
      says: /rows of scenario s2 are missing/,
    },
    { what: "an empty file", change: () => "", says: /smoke\.csv:1[\s\S]*an empty file/ },
  ])("is refused with $what, which is named", async ({ change, says }) => {
    await edit(change);
    await expect(load()).rejects.toThrow(InvalidInputError);
    await expect(load()).rejects.toThrow(says);
  });

  it("is refused where it, its figures or its certificate cannot be read", async () => {
    await expect(loadBaseline(folder, "smok")).rejects.toThrow(/no baseline "smok"[\s\S]*expected: smoke/);
    await rm(file("smoke.csv"));
    await expect(load()).rejects.toThrow(/smoke\.csv[\s\S]*ENOENT/);
    await writeFile(file("smoke.certificate.json"), '{"schemaVersion": 2}');
    await expect(load()).rejects.toThrow(/certificate\.json[\s\S]*schemaVersion/);
    expect(await findCertificate(folder, "core")).toBeNull();
  });
});

describe("a stale baseline", () => {
  const judge = { modelId: "j", modelHash: "j1", promptId: "v1", promptHash: "jp" };
  it.each<{ what: string; today: Partial<GradingIdentity>; says: string | null }>([
    { what: "nothing changed", today: {}, says: null },
    {
      what: "another scenario was added",
      today: { scenarioHashes: { s1: "a", s2: "b", s3: "c" } },
      says: null,
    },
    { what: "a prompt was retired", today: { promptHashes: { v2: "q" } }, says: null },
    {
      what: "scenarios changed",
      today: { scenarioHashes: { s1: "x" } },
      says: "scenario s1 was edited; scenario s2 is gone",
    },
    { what: "a prompt changed", today: { promptHashes: { v1: "x" } }, says: "prompt v1 was edited in place" },
    {
      what: "a model changed",
      today: { modelHashes: { m: "x" } },
      says: "model m has another entry in evals/models.yaml",
    },
    {
      what: "scorers changed",
      today: { scorerVersions: { severity: 3, claims: 1 } },
      says: "scorer severity 2 → 3; scorer root-cause 3 → (none); scorer claims (none) → 1",
    },
    { what: "weights changed", today: { weightsVersion: 4 }, says: "weights 3 → 4" },
    { what: "a judge came", today: { judge }, says: "judge (none) → j" },
  ])("is known when $what", async ({ today, says }) => {
    const loaded = loadBaseline(folder, "smoke", { gradedToday: () => ({ ...IDENTITY, ...today }) });
    if (says === null) await expect(loaded).resolves.toBeDefined();
    else {
      await expect(loaded).rejects.toMatchObject({
        problems: [
          {
            problem: `baseline "smoke" is stale: ${says}`,
            at: file("smoke.certificate.json"),
            expected: "figures graded with today's scenarios, scorers, weights and judge",
            received: "those of run 2026-06-02T14-02-00Z-smoke-aaaaaa",
            fix: "npm run eval -- --suite smoke --prompts v1 && npm run baseline -- approve latest --suite smoke",
          },
        ],
      });
    }
  });
});
