import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { isGraded, type Trial, trialSchema } from "../contracts/trial.ts";
import { aReport } from "../testing/builders.ts";
import { type CliProject, createCliProject, finish, modelsYaml } from "../testing/cli-project.ts";
import { goodReply, type LocalModelServer, startLocalModelServer } from "../testing/local-model-server.ts";

const PROMPTFOO = resolve(import.meta.dirname, "../../node_modules/promptfoo/dist/src/entrypoint.js");
const SOME_TESTS_FAILED = 100;
const CALL_FAILED = 2;

let servers: LocalModelServer[] = [];
let children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.filter(({ exitCode }) => exitCode === null)) {
    child.kill();
    await once(child, "close");
  }
  await Promise.all(servers.map((server) => server.stop()));
  [children, servers] = [[], []];
});

/** promptfoo's real command line in a project, with a database of its own. */
function startPromptfoo(project: CliProject, args: string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [PROMPTFOO, ...args], {
    cwd: project.folder,
    env: {
      PATH: process.env.PATH,
      HOME: project.folder,
      PROMPTFOO_CONFIG_DIR: join(project.folder, ".promptfoo"),
      PROMPTFOO_DISABLE_TELEMETRY: "1",
      PROMPTFOO_DISABLE_UPDATE: "1",
      ...env,
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  children.push(child);
  return child;
}

const promptfoo = (project: CliProject, args: string[], env?: Record<string, string>) =>
  finish(startPromptfoo(project, args, env));

interface Row {
  readonly success: boolean;
  readonly score: number;
  readonly namedScores: Record<string, number>;
  readonly vars: { scenarioId: string; language: string; repeat: number };
  readonly prompt: { label: string };
  readonly provider: { label: string };
  readonly latencyMs: number | null;
  readonly cost: number | null;
  readonly error?: string | null;
  readonly failureReason: number;
  readonly metadata: { latencyMs?: number | null };
}

async function evalByPromptfoo(project: CliProject, env?: Record<string, string>) {
  const result = await promptfoo(project, ["eval", "-o", "out.json", "--no-table"], env);
  const file: { results: { results: Row[] } } = JSON.parse(await project.read("out.json"));
  return { ...result, rows: file.results.results };
}

/** promptfoo also calls the reason of a failed assertion `error`. */
function callErrors(rows: readonly Row[]): unknown[] {
  return rows.filter(({ failureReason }) => failureReason === CALL_FAILED).map(({ error }) => error);
}

async function ourTrials(project: CliProject): Promise<Trial[]> {
  const run = (await readdir(project.path("results/runs"))).sort().at(-1) ?? "";
  const lines = (await project.read("results/runs", run, "trials.jsonl")).trim().split("\n");
  return lines.map((line) => trialSchema.parse(JSON.parse(line)));
}

/** What both sides must say alike, by trial. */
function verdictsOfRows(rows: readonly Row[]) {
  return Object.fromEntries(
    rows.map(({ vars, prompt, provider, success, score, namedScores }) => [
      [vars.scenarioId, prompt.label, provider.label, vars.language, vars.repeat].join("/"),
      { passed: success, score, scores: namedScores },
    ]),
  );
}

function verdictsOfTrials(trials: readonly Trial[]) {
  return Object.fromEntries(
    trials.filter(isGraded).map((trial) => [
      [trial.scenarioId, trial.promptId, trial.modelId, trial.language, trial.repeat].join("/"),
      {
        passed: trial.passed,
        score: (trial.headline ?? 0) / 100,
        scores: Object.fromEntries(
          trial.scores.flatMap(({ scorerId, value }) => (value === null ? [] : [[scorerId, value]])),
        ),
      },
    ]),
  );
}

describe("promptfoo eval", { timeout: 120_000 }, () => {
  it("gives every trial of the recorded suite the verdict that our own eval gives it, offline", async () => {
    const project = await createCliProject();
    const { rows, stderr } = await evalByPromptfoo(project);
    await project.run(["eval"]);
    const ours = await ourTrials(project);
    expect(callErrors(rows), stderr).toEqual([]);
    expect(Object.keys(verdictsOfTrials(ours))).toHaveLength(4);
    expect(verdictsOfRows(rows)).toEqual(verdictsOfTrials(ours));
    expect(rows.map(({ metadata }) => metadata.latencyMs).sort()).toEqual(
      ours
        .filter(isGraded)
        .map(({ measured }) => measured.latencyMs)
        .sort(),
    );
  });

  it("says how to go live where nothing is recorded, and fails those rows", async () => {
    const project = await createCliProject();
    await project.edit("evals/smoke.yaml", (text) => text.replace("repeats: 1", "repeats: 2"));
    const { rows, exitCode } = await evalByPromptfoo(project);
    const failed = rows.filter(({ vars }) => vars.repeat === 1);
    expect(failed).toHaveLength(4);
    for (const { error, success } of failed) {
      expect(success).toBe(false);
      expect(error).toContain("set DEEPSEEK_API_KEY to call the model");
    }
    expect(exitCode).toBe(SOME_TESTS_FAILED);
  });

  it("calls, records, and calls no more; sends template marks as they are and no secret", async () => {
    const replies = [
      JSON.stringify(aReport()),
      "I can't.",
      "",
      JSON.stringify(aReport({ severity: "SEV3" })),
    ];
    let next = 0;
    const server = await startLocalModelServer({ reply: () => goodReply(replies[next++] ?? "") });
    servers.push(server);
    const project = await createCliProject();
    await project.write("evals/models.yaml", modelsYaml({ "deepseek-chat": server.url }));
    await project.edit("scenarios/payment-pool-exhaustion.yaml", (text) =>
      text.replace("    Time: 14:02 UTC.", "    {{ env.SECRET }} {% raw %} {# note #} Time: 14:02 UTC."),
    );
    const env = { TEST_KEY: "sk-test-only", SECRET: "do-not-send-this" };
    const first = await evalByPromptfoo(project, env);
    expect(callErrors(first.rows)).toEqual([]);
    expect(server.requests).toHaveLength(4);
    const sent = server.requests.map(({ request }) => JSON.stringify(request?.body.messages));
    expect(sent.filter((text) => text.includes("{{ env.SECRET }} {% raw %} {# note #} Time"))).toHaveLength(
      2,
    );
    expect(sent.join()).not.toContain("do-not-send-this");

    const second = await evalByPromptfoo(project, env);
    expect(server.requests).toHaveLength(4);
    expect(verdictsOfRows(second.rows)).toEqual(verdictsOfRows(first.rows));
    await project.run(["eval"], { env });
    expect(server.requests).toHaveLength(4);
    expect(verdictsOfRows(second.rows)).toEqual(verdictsOfTrials(await ourTrials(project)));
  });

  it("refuses prompts that promptfoo rendered once more", async () => {
    const project = await createCliProject();
    await project.edit("promptfooconfig.yaml", (text) =>
      text.replace('TEMPLATING: "true"', 'TEMPLATING: "false"'),
    );
    await project.edit("scenarios/payment-pool-exhaustion.yaml", (text) =>
      text.replace("    Time: 14:02 UTC.", "    {{ env.SECRET }} Time: 14:02 UTC."),
    );
    const { rows } = await evalByPromptfoo(project, {
      SECRET: "do-not-send-this",
      DEEPSEEK_API_KEY: "sk-never-used",
    });
    const english = rows.filter(({ vars }) => vars.language === "en");
    expect(english.map(({ error }) => error)).toEqual([
      expect.stringContaining("promptfoo changed the prompt"),
      expect.stringContaining("promptfoo changed the prompt"),
    ]);
  });
});

describe("an exported run", { timeout: 120_000 }, () => {
  it("comes out of promptfoo as it went in, and shows in its viewer", async () => {
    const project = await createCliProject();
    await project.edit("evals/smoke.yaml", (text) => text.replace("repeats: 1", "repeats: 2")); // half has no reply
    await project.run(["eval"]);
    const ours = await ourTrials(project);
    const report = await project.run(["report", "latest", "--format", "promptfoo", "--out", "run.json"]);
    expect(report).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("run.json") });
    const { evalId } = JSON.parse(await project.read("run.json"));

    const imported = await promptfoo(project, ["import", "run.json"]);
    expect(imported, imported.stderr).toMatchObject({ exitCode: 0 });
    await promptfoo(project, ["export", "eval", evalId, "-o", "back.json"]);
    const back: { results: { results: Row[]; prompts: { metrics: Record<string, unknown> }[] } } = JSON.parse(
      await project.read("back.json"),
    );
    const graded = back.results.results.filter(({ vars }) => vars.repeat === 0);
    expect(verdictsOfRows(graded)).toEqual(verdictsOfTrials(ours));
    expect(callErrors(back.results.results)).toHaveLength(4);
    expect(
      graded.map(({ metadata }) => metadata.latencyMs).filter((latency) => latency === null),
    ).toHaveLength(3);

    const port = await freePort();
    startPromptfoo(project, ["view", "-n", "-p", String(port)]);
    const listed = await fetchWhenUp(`http://127.0.0.1:${port}/api/results`);
    expect(JSON.stringify(listed)).toContain(evalId);
    const table = await fetchWhenUp(`http://127.0.0.1:${port}/api/eval/${evalId}/table`);
    expect(JSON.stringify(table)).toContain("root-cause");
  });

  it.each([
    { args: ["no-such-run"], says: /there is no run "no-such-run"/ },
    { args: ["latest"], says: /npm run eval/ },
    { args: ["./nowhere"], says: /nowhere[\s\S]*manifest/ },
    { args: [], says: /missing required argument/ },
    { args: ["latest", "--format", "pdf"], says: /promptfoo/ },
  ])("is refused for $args in one message, exit 2", async ({ args, says }) => {
    const project = await createCliProject();
    const { exitCode, stderr } = await project.run(["report", ...args]);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^\s+at .*[:(]\d+/m);
    expect(exitCode).toBe(2);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function fetchWhenUp(url: string): Promise<unknown> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return response.json();
    await sleep(200);
  }
  throw new Error(`nothing answers at ${url}`);
}
