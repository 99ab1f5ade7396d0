import { readdir } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { type CliProject, createCliProject } from "../testing/cli-project.ts";

let project: CliProject;
let runs: string[];

beforeAll(async () => {
  project = await createCliProject();
  for (let times = 0; times < 2; times += 1) expect((await project.run(["eval"])).exitCode).toBe(0);
  runs = (await readdir(project.path("results/runs"))).sort();
  // As if the first run had been better: what the second one then lost is a regression.
  await project.edit(`results/runs/${runs[0]}/summary.csv`, (text) => text.replace(",40,", ",90,"));
}, 60_000);

describe("history", () => {
  it("names what got worse since the run before, and filters", async () => {
    const { exitCode, stdout, stderr } = await project.run([
      "history",
      "--prompts",
      "v1",
      "--languages",
      "en",
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^smoke · v1 · deepseek-chat · en {2}█▄ 90\.0 → 40\.0\n/);
    expect(stdout).toContain("headline 90.0 → 40.0");
    expect(stdout).not.toMatch(/· zh|v2/);
  });

  it("gives the newest runs as JSON, held against those that are not shown", async () => {
    const { stdout } = await project.run(["history", "--limit", "1", "--json"]);
    const { entries } = JSON.parse(stdout);
    expect(entries).toHaveLength(4);
    for (const entry of entries) expect(entry).toMatchObject({ runId: runs[1], comparedWith: runs[0] });
  });

  it("passes over a run that cannot be read or was cut short, and says so", async () => {
    await project.edit(`results/runs/${runs[0]}/manifest.json`, (text) => text.slice(0, 40));
    const { exitCode, stdout, stderr } = await project.run(["history", "--csv"]);
    expect({ exitCode, lines: stdout.trim().split("\n").length }).toEqual({ exitCode: 0, lines: 5 });
    expect(stderr).toMatch(new RegExp(`^Passed over: ${runs[0]}, `));
  });

  it("refuses a filter that no run can match", async () => {
    const { exitCode, stdout, stderr } = await project.run(["history", "--suite", "smok", "--prompts", "v9"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/no run of suite "smok"[\s\S]*no run with prompt "v9"/);
  });
});
