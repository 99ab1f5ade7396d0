import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aReport } from "../testing/builders.ts";
import { type CliProject, createCliProject, modelsYaml } from "../testing/cli-project.ts";
import { goodReply, type LocalModelServer, startLocalModelServer } from "../testing/local-model-server.ts";

const SEED = [
  "triage",
  "payment-pool-exhaustion",
  "--model",
  "deepseek-chat",
  "--prompt",
  "v2",
  "--language",
  "en",
];

describe("triage of the first real report, offline", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await createCliProject();
  });

  it("prints every section of the page it came from, and its grade", async () => {
    const { exitCode, stdout } = await project.run(SEED);
    expect(exitCode).toBe(0);
    for (const text of [
      "Payment service connection pool exhaustion after batch job deploy",
      "payment-svc",
      "FATAL: sorry, too many clients already",
      "SEV1",
      "1739↑ / 1480↓ tok",
      "10567ms",
      "$0.00210",
      "New cron job in payment-svc v2.41",
      "kubectl get deployment payment-svc -n prod -o yaml | grep -A 10 'cron'",
      "Drop the index if it causes performance degradation.",
      "thousands of users over the last 15 minutes",
      "Initial mis-diagnosis",
      "Database team",
      "root-cause",
      "imported",
    ]) {
      expect(stdout.replace(/\s+/g, " ")).toContain(text);
    }
  });

  it.each([
    { format: "md", shows: /^# / },
    { format: "json", shows: /^\{\s+"schemaVersion"/ },
    { format: "html", shows: /^<!doctype html>/i },
  ])("is written as $format to a file", async ({ format, shows }) => {
    const { exitCode, stdout } = await project.run([...SEED, "--format", format, "--out", `out.${format}`]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "" });
    expect(await project.read(`out.${format}`)).toMatch(shows);
  });

  it("has Chinese headings when asked in Chinese, and says that its reply was written by hand", async () => {
    const { exitCode, stdout } = await project.run([
      "triage",
      "payment-pool-exhaustion",
      "--model",
      "deepseek-chat",
      "--language",
      "zh",
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/authored|手写|人工/);
    expect(stdout).toContain("批处理任务上线后支付服务连接池耗尽");
  });

  it.each([
    {
      why: "a new incident without a key",
      args: ["triage", "-", "--model", "deepseek-chat"],
      input: "disk full on db-1",
      code: 2,
      says: /nothing is recorded[\s\S]*export DEEPSEEK_API_KEY/,
    },
    {
      why: "an empty incident",
      args: ["triage", "-"],
      input: " \n",
      code: 2,
      says: /incident text is empty/,
    },
    {
      why: "neither scenario nor file",
      args: ["triage", "payment-pool-exhaustio"],
      input: "",
      code: 2,
      says: /no scenario[\s\S]*try: payment-pool-exhaustion/,
    },
    {
      why: "an unknown language",
      args: [...SEED.slice(0, -1), "de"],
      input: "",
      code: 2,
      says: /expected en or zh/,
    },
  ])("tells $why, exit $code", async ({ args, input, code, says }) => {
    const { exitCode, stderr } = await project.run(args, { input });
    expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: expect.stringMatching(says) });
    expect(stderr).not.toMatch(/^\s+at .*[:(]\d+/m);
  });
});

describe("triage of a new incident, live", () => {
  let server: LocalModelServer;
  let project: CliProject;
  let text = JSON.stringify(aReport());
  beforeAll(async () => {
    server = await startLocalModelServer({ reply: () => goodReply(text) });
    project = await createCliProject();
    await project.write("evals/models.yaml", modelsYaml({ local: server.url }));
  });
  afterAll(() => server.stop());

  it("reads standard input, asks once, and keeps the reply out of what is committed", async () => {
    const options = { input: "disk full on db-1", env: { TEST_KEY: "sk-test-only" } };
    const first = await project.run(["triage", "-"], options);
    const second = await project.run(["triage", "-"], options);
    expect([first.exitCode, second.exitCode, server.requests.length]).toEqual([0, 0, 1]);
    expect(first.stdout).toContain("disk full on db-1");
    expect(await project.read("results/recordings/private/local.jsonl")).toContain("disk full on db-1");
    expect(await project.read("results/recordings/local.jsonl").catch(() => "")).toBe("");
  });

  it("shows an unreadable reply and where the fault is, exit 3", async () => {
    text = "I'd rather not.";
    const { exitCode, stderr } = await project.run(["triage", "-"], {
      input: "another",
      env: { TEST_KEY: "sk-test-only" },
    });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 3,
      stderr: expect.stringMatching(/no JSON object[\s\S]*I'd rather not/),
    });
  });
});
