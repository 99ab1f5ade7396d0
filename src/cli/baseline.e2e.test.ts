import { readdir } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { type CliProject, createCliProject } from "../testing/cli-project.ts";

const CSV = "results/baselines/smoke.csv";
const CERTIFICATE = "results/baselines/smoke.certificate.json";
const PROMPT = "prompts/v2/user.md";

let project: CliProject;
let run: string;

beforeAll(async () => {
  project = await createCliProject();
  expect((await project.run(["eval"])).exitCode).toBe(0);
  [run = ""] = await readdir(project.path("results/runs"));
}, 60_000);

// One story, in order: each step stands on what the ones before it wrote.
describe("baseline", () => {
  it("tells on a dry run what it would approve, and writes nothing", async () => {
    const { exitCode, stdout, stderr } = await project.run(["baseline", "approve", "latest@v2", "--dry-run"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "Nothing was written.\n" });
    expect(stdout).toMatch(/There is no earlier baseline[\s\S]*v2 · deepseek-chat · zh +authored/);
    expect((await project.run(["baseline", "show"])).stderr).toMatch(/no baseline is approved yet/);
  });

  it("approves one prompt of a run, after which a comparison with it finds no difference", async () => {
    const { exitCode, stderr } = await project.run(["baseline", "approve", "latest@v2"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining("commit both") });
    expect(await project.read(CSV)).toMatch(
      /^scenario,prompt,model,language,repeat,metric,value\npayment-pool-exhaustion,v2,deepseek-chat,en,0,reply,/,
    );
    const compared = await project.run(["compare", "baseline", `${run}@v2`, "--format", "json"]);
    const { metrics, flips } = JSON.parse(compared.stdout);
    const moved = metrics.filter((metric: { effect: { mean: number } | null; unit: string }) => {
      if (metric.effect === null) return false;
      return metric.effect.mean !== (metric.unit === "ratio" ? 1 : 0);
    });
    expect({ moved, flips }).toEqual({ moved: [], flips: [] });
  });

  it("writes the same figures the second time, and says that nothing changed", async () => {
    const before = await project.read(CSV);
    const { stdout } = await project.run(["baseline", "approve", `${run}@v2`]);
    expect(stdout).toMatch(/0 trials with other\s+figures, 0 added, 0 removed/);
    expect(await project.read(CSV)).toBe(before);
  });

  it("shows certificate and figures, and what made it stale; compare then refuses it", async () => {
    expect((await project.run(["baseline", "show", "smoke"])).stdout).toMatch(/judge +none[\s\S]*Current:/);
    const text = await project.read(PROMPT);
    const certificate = await project.read(CERTIFICATE);
    await project.write(PROMPT, `${text}\nBe brief.\n`);
    await project.write(CERTIFICATE, certificate.replace(/"severity": \d+/, '"severity": 99'));
    const shown = await project.run(["baseline", "show", "smoke"]);
    expect(shown.stdout).toMatch(/Stale: prompt v2 was edited in place; scorer severity 99 → \d+\./);
    const { exitCode, stdout, stderr } = await project.run(["compare", "baseline", `${run}@v1`]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(
      /is stale: prompt v2 was edited in place; scorer severity 99 → \d+\n[\s\S]*npm run eval/,
    );
    const approved = await project.run(["baseline", "approve", `${run}@v2`]);
    expect(approved.stderr).toMatch(/would be a stale baseline at once: prompt v2 was edited in place/);
    await project.write(PROMPT, text);
    await project.write(CERTIFICATE, certificate);
  });

  it("names the lines that somebody changed by hand, and approving again repairs them", async () => {
    await project.edit(CSV, (text) => text.replace(/,headline,40\n/, ",headline,90\n"));
    const { exitCode, stderr } = await project.run(["compare", "baseline", `${run}@v1`]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/not those that were approved\n {2}at: .*smoke\.csv:2, to line \d+/);
    const again = await project.run(["baseline", "approve", `${run}@v2`]);
    expect({ exitCode: again.exitCode, stderr: again.stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringMatching(/cannot be compared with[\s\S]*Written to/),
    });
  });

  it("refuses a run with holes, and names them", async () => {
    const holes = await project.run(["eval", "--languages", "en", "--repeats", "2", "--mode", "replay"]);
    expect(holes.exitCode).toBe(3);
    const { exitCode, stderr } = await project.run(["baseline", "approve", "latest"]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /2 of 4 trials have no graded reply[\s\S]*payment-pool-exhaustion\/v1\/deepseek-chat\/en\/1/,
    );
  });

  it("is the baseline of a suite that is there", async () => {
    const { exitCode, stderr } = await project.run(["baseline", "approve", run, "--suite", "smoek"]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(/no suite "smoek"[\s\S]*try: smoke/),
    });
  });
});
