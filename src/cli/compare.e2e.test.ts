import { readdir } from "node:fs/promises";
import stringWidth from "string-width";
import { beforeAll, describe, expect, it } from "vitest";
import { comparisonSchema } from "../contracts/comparison.ts";
import { type CliProject, createCliProject } from "../testing/cli-project.ts";
import { compareCommand } from "./compare.ts";
import type { CliContext } from "./context.ts";
import { exitCodeFor } from "./exit-codes.ts";

let project: CliProject;
let run: string;

beforeAll(async () => {
  project = await createCliProject();
  expect((await project.run(["eval"])).exitCode).toBe(0);
  [run = ""] = await readdir(project.path("results/runs"));
}, 60_000);

/** The manifest of the run, changed for one command. */
async function withManifest<T>(edit: (text: string) => string, work: () => Promise<T>): Promise<T> {
  const file = `results/runs/${run}/manifest.json`;
  const before = await project.read(file);
  await project.edit(file, edit);
  try {
    return await work();
  } finally {
    await project.write(file, before);
  }
}

/** What the command says when it refuses, asked in this process: a spawn apiece would cost a second each. */
async function refusalOf(...args: string[]) {
  const said = { stdout: "", stderr: "" };
  const context: CliContext = {
    root: project.folder,
    userFolder: project.folder,
    env: {},
    now: () => new Date(0),
    stdout: (text) => {
      said.stdout += text;
    },
    stderr: (text) => {
      said.stderr += text;
    },
    readStdin: async () => "",
    display: { width: 100, colour: false },
    canRedraw: false,
    onInterrupt: () => {},
  };
  const { command, exitCode } = compareCommand(context);
  const code = await command
    .parseAsync(args, { from: "user" })
    .then(exitCode, (error: unknown) => exitCodeFor(error, context));
  expect({ code, stdout: said.stdout }).toEqual({ code: 2, stdout: "" });
  return said.stderr;
}

describe("compare", () => {
  it("shows two prompts of the latest run side by side, with what changed in the text", async () => {
    const { exitCode, stdout, stderr } = await project.run(["compare", "v1", "v2"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^v1 \(2 trials\) → v2 \(2 trials\) · 2 cells on both sides\n/);
    expect(stdout).toMatch(/\nheadline +\d/);
    expect(stdout).toContain("--- prompts/v1/system.md\n+++ prompts/v2/system.md\n@@");
    const [tables = ""] = stdout.split("What changed in the prompt");
    for (const line of tables.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(100);
  });

  it("writes the contract as JSON, with the filters and tolerances asked for", async () => {
    const { exitCode } = await project.run([
      ...["compare", `${run}@v1`, "v2", "--languages", "zh", "--format", "json", "--out", "c.json"],
      ...["--tolerance", "headline=7", "--tolerance", "score:severity=0.2"],
    ]);
    expect(exitCode).toBe(0);
    const comparison = comparisonSchema.parse(JSON.parse(await project.read("c.json")));
    const toleranceOf = (id: string) => comparison.metrics.find(({ metric }) => metric === id)?.tolerance;
    expect(comparison.candidate).toMatchObject({ label: "v2", promptIds: ["v2"], trials: 1, missing: 0 });
    expect([toleranceOf("headline"), toleranceOf("score:severity"), toleranceOf("pass")]).toEqual([
      7, 0.2, 0.05,
    ]);
  });

  it("names every difference in grading and the command that ends it", async () => {
    const { manifest, other } = await secondRun();
    const older = JSON.parse(manifest);
    older.scorerVersions.severity += 90;
    older.weightsVersion += 90;
    older.scenarioHashes["payment-pool-exhaustion"] = "old";
    const stderr = await withManifest(
      () => JSON.stringify(older),
      () => refusalOf(`${run}@v1`, `${other}@v2`),
    );
    expect(stderr).toMatch(/were not graded alike/);
    expect(stderr).toMatch(
      /scorer severity: 9\d in .*; weights: 9\d in .*; scenario payment-pool-exhaustion was edited/,
    );
    expect(stderr).toContain(`npm run score -- ${run} --write`);
    expect(stderr).toContain("run eval again instead");
  });

  it("refuses a run cut short, and one that lost trials", async () => {
    const cut = await withManifest(
      (text) => text.replace(/"finishedAt": "[^"]+"/, '"finishedAt": null'),
      () => refusalOf("v1", "v2", "--run", run),
    );
    expect(cut.match(/was cut short/g)).toHaveLength(1);
    const lost = await withManifest(
      (text) => text.replace('"plannedTrials": 4', '"plannedTrials": 6'),
      () => refusalOf("v1", "v2", "--run", run),
    );
    expect(lost).toMatch(/is not whole[\s\S]*expected: 6 trials[\s\S]*received: 4/);
  });

  it.each([
    {
      what: "one side twice",
      args: () => ["v1", `${run}@v1`, "--run", run],
      says: /both sides are the same trials/,
    },
    { what: "a run of two prompts", args: () => [run, "v2"], says: /has 2 prompts[\s\S]*@v1 or .*@v2/ },
    {
      what: "a name like no other",
      args: () => ["v1", "latst"],
      says: /no prompt, run or baseline "latst"[\s\S]*try: latest/,
    },
    {
      what: "a prompt that the run lacks",
      args: () => ["v1", `${run}@v9`],
      says: /no prompt "v9"[\s\S]*expected: v1, v2/,
    },
    {
      what: "a baseline that is not there",
      args: () => ["baseline", "v2"],
      says: /no baseline "smoke"[\s\S]*approve/,
    },
    {
      what: "filters nobody matches",
      args: () => ["v1", "v2", "--models", "gpt", "--scenarios", "x"],
      says: /no scenario "x"[\s\S]*no model "gpt"/,
    },
    {
      what: "tolerances of nothing and of the wrong unit",
      args: () => ["v1", "v2", "--tolerance", "headlin=1", "--tolerance", "latency=0.5"],
      says: /no metric "headlin"[\s\S]*a ratio from 1/,
    },
  ])("refuses $what", async ({ args, says }) => {
    expect(await refusalOf(...args())).toMatch(says);
  });
});

/** A later run of the same cells. */
async function secondRun() {
  expect((await project.run(["eval"])).exitCode).toBe(0);
  const other = (await readdir(project.path("results/runs"))).sort().at(-1) ?? "";
  return { manifest: await project.read(`results/runs/${run}/manifest.json`), other };
}
