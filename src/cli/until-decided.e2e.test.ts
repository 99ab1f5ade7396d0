import { readdir } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { sequentialOutcomeSchema } from "../contracts/sequential.ts";
import { aReport } from "../testing/builders.ts";
import { createCliProject, finish, modelsYaml } from "../testing/cli-project.ts";
import { goodReply, startLocalModelServer } from "../testing/local-model-server.ts";

const SOME = "slow-sign-in,payment-pool-exhaustion,vanished-sites";
const SIX = `${SOME},order-id-ceiling,regional-availability-drop,route-table-doubled`;
const WHICH = ["--suite", "demo", "--models", "sim-v2-worse", "--languages", "zh", "--scenarios"];
const ASKED = ["eval", "--until-decided", "--max-cost", "5", ...WHICH];

describe("eval --suite demo", () => {
  it("shows a full matrix offline, without a key and at no cost, every reply marked simulated", async () => {
    const project = await createCliProject();
    const { exitCode, stdout, stderr } = await project.run(["eval", "--suite", "demo", "--scenarios", SOME]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringContaining("0 recorded, 24 to call, about $0.00, at most $0.00"),
    });
    for (const row of [
      "v1 · sim-careful · zh",
      "v1 · sim-sloppy · zh",
      "v2 · sim-careful · zh",
      "v2 · sim-sloppy · zh",
    ]) {
      expect(stdout).toMatch(new RegExp(`^${row} +simulated +3/3 `, "m"));
    }
    expect(stdout).toContain("simulated: made by a simulated model; says nothing about a real one");
    const [line = ""] = (await project.read("results/recordings/sim-careful.jsonl")).split("\n");
    expect(JSON.parse(line)).toMatchObject({
      provenance: "simulated",
      note: expect.stringMatching(/simulated/),
    });
  });
});

describe("eval --until-decided", () => {
  it("finds a planted regression early, tells what it knows after each block, and saves the verdict with the run", async () => {
    const project = await createCliProject();
    const { exitCode, stdout, stderr } = await project.run([...ASKED, SIX]);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(
      /^v1 → v2 on headline, tolerated loss 3\.0 pt: at most 10 blocks of 12 calls, .* \(cap \$5\.00\)$/m,
    );
    expect(stderr).toMatch(
      /^block 2 of at most 10 · difference -\d+\.\d \[-\d+\.\d, [+-]\d+\.\d\] · tolerance 3\.0 pt · /m,
    );
    expect(stdout).toMatch(/^v1 → v2, headline: fail, a loss beyond the tolerance$/m);
    expect(stdout).toMatch(/10 repeats of everything would have been 120: \d+% saved/);
    expect(stdout).toContain("simulated: made by a simulated model");

    const [run = ""] = await readdir(project.path("results/runs"));
    const outcome = sequentialOutcomeSchema.parse(
      JSON.parse(await project.read("results/runs", run, "until-decided.json")),
    );
    const manifest = JSON.parse(await project.read("results/runs", run, "manifest.json"));
    expect(outcome).toMatchObject({
      verdict: "fail",
      cells: 6,
      calls: 12 * outcome.blocks,
      unresolvedPairs: 0,
    });
    expect(manifest).toMatchObject({ plannedTrials: outcome.calls, callsMade: outcome.calls });

    const again = await project.run([...ASKED, "slow-sign-in", "--max-repeats", "2", "--json"]);
    expect(again).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("block 2 of at most 2") });
    expect(JSON.parse(again.stdout).untilDecided).toMatchObject({ cells: 1, plannedBlocks: 2, calls: 4 });
    const recorded = (await project.read("results/recordings/sim-v2-worse.jsonl")).trim().split("\n");
    expect(recorded).toHaveLength(outcome.calls + 4);
  });

  it("keeps what is paid for and says what is known when it is stopped, exit 130", async () => {
    const server = await startLocalModelServer({
      latencyMs: 40,
      reply: () => goodReply(JSON.stringify(aReport())),
    });
    try {
      const project = await createCliProject();
      await project.write("evals/models.yaml", modelsYaml({ local: server.url }));
      const child = project.start(["eval", "--until-decided", "--models", "local", "--max-repeats", "50"], {
        env: { TEST_KEY: "sk-test-only" },
      });
      const finished = finish(child);
      while (server.requests.length < 5) await delay(10);
      child.kill("SIGINT");
      const { exitCode, stdout, stderr } = await finished;
      expect({ exitCode, stderr }).toEqual({
        exitCode: 130,
        stderr: expect.stringContaining("block 1 of at most 50"),
      });
      expect(stdout).toMatch(/^v1 → v2, headline: inconclusive, stopped$/m);
      const stored = (await project.read("results/recordings/local.jsonl")).trim().split("\n");
      expect(stored).toHaveLength(server.requests.length);
    } finally {
      await server.stop();
    }
  });

  it("tells every flag that does not go with it in one message, exit 2", async () => {
    const project = await createCliProject();
    const { exitCode, stderr } = await project.run([
      ...ASKED,
      SIX,
      "--prompts",
      "v1",
      "--mode",
      "replay",
      "--repeats",
      "3",
      "--metric",
      "latency",
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /--mode does not go[\s\S]*--repeats does not go[\s\S]*compares two prompts[\s\S]*no metric "latency"/,
    );
    expect(await project.run(["eval", "--tolerance", "3"])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("--tolerance says nothing without --until-decided"),
    });
  });
});
