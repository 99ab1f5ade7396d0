import { once } from "node:events";
import { mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { parse } from "csv-parse/sync";
import { afterEach, describe, expect, it } from "vitest";
import { aReport } from "../testing/builders.ts";
import { createCliProject, finish, modelsYaml } from "../testing/cli-project.ts";
import {
  goodReply,
  type LocalModelServer,
  type ServedRequest,
  startLocalModelServer,
  statusAnswer,
} from "../testing/local-model-server.ts";

const REPORT = JSON.stringify(aReport());
const KEY = { TEST_KEY: "sk-test-only" };

let servers: LocalModelServer[] = [];

async function serve(settings: Parameters<typeof startLocalModelServer>[0] = {}): Promise<LocalModelServer> {
  const server = await startLocalModelServer({ reply: () => goodReply(REPORT), ...settings });
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  servers = [];
});

/** A project whose only models are local ones. */
async function projectWith(endpoints: Record<string, string>) {
  const project = await createCliProject();
  await project.write("evals/models.yaml", modelsYaml(endpoints));
  await project.edit("evals/smoke.yaml", (text) =>
    text.replace(/models: .*/, `models: [${Object.keys(endpoints).join(", ")}]`),
  );
  return project;
}

describe("eval, offline", () => {
  it("grades the recorded suite and prints the table, exit 0", async () => {
    const project = await createCliProject();
    const { exitCode, stdout, stderr } = await project.run(["eval"]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringContaining("4 trials (replay): 4 recorded, 0 to call"),
    });
    expect(stdout).toMatch(/v2[\s\S]*deepseek-chat/);
    expect(stdout).toContain("authored");
    expect(stdout).toContain("imported");
  });

  it("writes a run: manifest, trials and both tables, planned = graded + failed", async () => {
    const project = await createCliProject();
    await project.run(["eval"]);
    const [run = ""] = await readdir(project.path("results/runs"));
    const manifest = JSON.parse(await project.read("results/runs", run, "manifest.json"));
    expect(manifest).toMatchObject({
      plannedTrials: 4,
      callsMade: 0,
      spentUsd: null,
      finishedAt: expect.any(String),
    });
    const trials = (await project.read("results/runs", run, "trials.jsonl")).trim().split("\n");
    const csv: Record<string, string>[] = parse(await project.read("results/runs", run, "trials.csv"), {
      columns: true,
    });
    const summary: Record<string, string>[] = parse(await project.read("results/runs", run, "summary.csv"), {
      columns: true,
    });
    expect([trials.length, csv.length, summary.length]).toEqual([4, 4, 4]);
  });

  it("gives the same trials byte for byte when it runs again, and says that nothing changed", async () => {
    const project = await createCliProject();
    await project.run(["eval"]);
    await project.run(["eval"]);
    const runs = await readdir(project.path("results/runs"));
    const [first, second] = await Promise.all(
      runs.map((run) => project.read("results/runs", run, "trials.jsonl")),
    );
    expect(runs).toHaveLength(2);
    expect(second).toBe(first);
  });

  it("does not pretend: cells without a recording are counted, priced and named, exit 3", async () => {
    const project = await createCliProject();
    const { exitCode, stderr, stdout } = await project.run(["eval", "--repeats", "2"]);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(
      /4 trials not recorded\. Recording would cost about \$0\.0\d+: set DEEPSEEK_API_KEY/,
    );
    expect(stdout).toContain("no reply is recorded");
  });

  it("writes nothing to the recordings in replay: a half-written last line is told and passed over", async () => {
    const project = await createCliProject();
    const name = "results/recordings/deepseek-chat.jsonl";
    await project.edit(name, (text) => `${text}{"key":"cut off in the mid`);
    const before = await project.read(name);
    const { exitCode, stderr } = await project.run(["eval", "--mode", "replay"]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringContaining("half-written line"),
    });
    expect(await project.read(name)).toBe(before);
  });

  it("moves a half-written last line aside before it records more, and says where", async () => {
    const server = await serve();
    const project = await projectWith({ local: server.url });
    await project.run(["eval"], { env: KEY });
    const name = "results/recordings/local.jsonl";
    await project.edit(name, (text) => text.slice(0, -10));
    const { exitCode, stderr } = await project.run(["eval"], { env: KEY });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringMatching(/half-written[\s\S]*moved to/),
    });
    expect(server.requests).toHaveLength(4 + 1);
    expect(await project.run(["eval"], { env: KEY })).toMatchObject({ exitCode: 0 });
    expect(server.requests).toHaveLength(4 + 1);
  });
});

describe("eval, live against a local server", () => {
  it("records four cells, then makes no call at all", async () => {
    const server = await serve();
    const project = await projectWith({ local: server.url });
    const first = await project.run(["eval"], { env: KEY });
    expect(first).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("0 recorded, 4 to call") });
    expect(server.requests).toHaveLength(4);

    const second = await project.run(["eval"], { env: KEY });
    expect(second).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("4 recorded, 0 to call") });
    expect(server.requests).toHaveLength(4);
    expect(await project.read("results/recordings/local.jsonl")).not.toContain(KEY.TEST_KEY);
  });

  it("leaves the other models complete when one has a dead endpoint or a refused key", async () => {
    const good = await serve();
    const refusing = await serve({ reply: () => statusAnswer(401) });
    const project = await projectWith({
      good: good.url,
      refused: refusing.url,
      dead: "http://127.0.0.1:9/v1",
    });
    const { exitCode, stdout } = await project.run(["eval", "--json"], { env: KEY });
    const { rows } = JSON.parse(stdout);
    expect(exitCode).toBe(3);
    expect(
      rows.map(({ modelId, graded, missing }: Record<string, unknown>) => [modelId, graded, missing]),
    ).toEqual(
      expect.arrayContaining([
        ["good", 1, 0],
        ["refused", 0, 1],
        ["dead", 0, 1],
      ]),
    );
    expect(good.requests).toHaveLength(4);
  });

  it("takes bad replies for what they are: data, not crashes", async () => {
    const replies = [`Sure!\n${REPORT}\nDone.`, REPORT.replace('"SEV1"', '"sev 1"'), "I can't.", ""];
    let next = 0;
    const server = await serve({ reply: () => goodReply(replies[next++] ?? "") });
    const project = await projectWith({ local: server.url });
    const { exitCode, stdout } = await project.run(["eval", "--json"], { env: KEY });
    expect(exitCode).toBe(0);
    const { rows } = JSON.parse(stdout);
    expect(rows.map(({ scores }: { scores: { schema: number } }) => scores.schema).sort()).toEqual([
      0, 0, 0.5, 0.5,
    ]);
  });

  it("asks again after 429 and 500, and buys nothing twice", async () => {
    const server = await serve({
      reply: ({ timesSeen }) =>
        timesSeen === 0
          ? statusAnswer(429, { "retry-after": "0" })
          : timesSeen === 1
            ? statusAnswer(500)
            : goodReply(REPORT),
    });
    const project = await projectWith({ local: server.url });
    expect(await project.run(["eval"], { env: KEY })).toMatchObject({ exitCode: 0 });
    expect([...server.completionsByHash.values()]).toEqual([1, 1, 1, 1]);
  });

  it("keeps to --max-cost", async () => {
    const server = await serve();
    const project = await projectWith({ local: server.url });
    const { exitCode, stdout } = await project.run(["eval", "--max-cost", "0.012"], { env: KEY });
    expect(exitCode).toBe(3);
    expect(server.requests.length).toBeLessThan(4);
    expect(stdout).toContain("--max-cost");
  });

  it("survives kill -9: what was stored is never bought again", async () => {
    const server = await serve({ latencyMs: 60 });
    const project = await projectWith({ local: server.url });
    await project.edit("evals/models.yaml", (text) =>
      text.replace("maxRetries: 2", "maxRetries: 2\n    concurrency: 1"),
    );
    const child = project.start(["eval", "--repeats", "8"], { env: KEY });
    while (server.requests.length < 6) await delay(10);
    child.kill("SIGKILL");
    await once(child, "close");

    const stored = (await project.read("results/recordings/local.jsonl"))
      .split("\n")
      .filter((line) => line !== "").length;
    expect(stored).toBeGreaterThan(0);
    await delay(200); // the call in flight when it died is still being answered
    const sentBefore = server.requests.length;
    const resumed = await project.run(["eval", "--repeats", "8"], { env: KEY });
    expect(resumed).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(`${stored} recorded`) });
    expect(server.requests.length - sentBefore).toBe(32 - stored);
  });

  it("stops on Ctrl-C, keeps what is paid for and says how to go on, exit 130", async () => {
    const server = await serve({ latencyMs: 60 });
    const project = await projectWith({ local: server.url });
    await project.edit("evals/models.yaml", (text) =>
      text.replace("maxRetries: 2", "maxRetries: 2\n    concurrency: 1"),
    );
    const child = project.start(["eval", "--repeats", "8"], { env: KEY });
    const finished = finish(child);
    while (server.requests.length < 4) await delay(10);
    child.kill("SIGINT");
    const { exitCode, stderr } = await finished;
    expect({ exitCode, stderr }).toEqual({
      exitCode: 130,
      stderr: expect.stringContaining("run the same command again"),
    });
    const bought = server.requests.length;
    const stored = (await project.read("results/recordings/local.jsonl")).trim().split("\n").length;
    expect(stored).toBe(bought);
    await project.run(["eval", "--repeats", "8"], { env: KEY });
    expect(server.requests).toHaveLength(32);
  });

  it("loses no paid reply when the disk is full", async () => {
    const server = await serve();
    const project = await projectWith({ local: server.url });
    await symlink("/dev/full", project.path("results/recordings/local.jsonl"));
    const rescue = project.path("rescue");
    await mkdir(rescue);
    const { exitCode, stderr } = await project.run(["eval"], { env: { ...KEY, TMPDIR: rescue } });
    expect(exitCode).toBe(3);
    const rescued = await Promise.all(
      (await readdir(rescue))
        .filter((name) => name.endsWith(".jsonl"))
        .map((name) => project.read("rescue", name)),
    );
    const lines = rescued
      .join("")
      .trim()
      .split("\n")
      .filter((line) => line !== "");
    expect(lines.length).toBe([...server.completionsByHash.values()].reduce((sum, count) => sum + count, 0));
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe("eval, bad input", () => {
  it.each([
    { why: "an unknown flag", args: ["--promts", "v1"], says: /unknown option '--promts'[\s\S]*--prompts/ },
    { why: "an unknown suite", args: ["--suite", "smok"], says: /no suite "smok"[\s\S]*try: smoke/ },
    {
      why: "an unknown scenario",
      args: ["--scenarios", "payment-pool"],
      says: /no scenario "payment-pool"[\s\S]*payment-pool-exhaustion/,
    },
    {
      why: "an unknown prompt and model",
      args: ["--prompts", "v7", "--models", "gpt-99"],
      says: /no prompt "v7"[\s\S]*no model "gpt-99"/,
    },
    { why: "an unknown language", args: ["--languages", "fr"], says: /expected en or zh/ },
    { why: "no repeats", args: ["--repeats", "0"], says: /whole number/ },
    {
      why: "a model without its key",
      args: ["--mode", "record"],
      says: /model "deepseek-chat" has no key[\s\S]*export DEEPSEEK_API_KEY/,
    },
  ])("tells $why in one message without a stack, exit 2", async ({ args, says }) => {
    const project = await createCliProject();
    const { exitCode, stderr } = await project.run(["eval", ...args]);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^\s+at .*[:(]\d+/m);
    expect(exitCode).toBe(2);
  });

  it.each([
    { why: "broken YAML", file: "scenarios/broken.yaml", text: 'id: "x\n', says: /broken\.yaml:\d+:\d+/ },
    {
      why: "a scenario without expected",
      file: "scenarios/bare.yaml",
      text: "id: bare\n",
      says: /has no expected/,
    },
    {
      why: "an empty suite",
      file: "evals/smoke.yaml",
      text: "label: x\nscenarios: []\nprompts: [v1]\nmodels: [deepseek-chat]\nlanguages: [en]\n",
      says: /wrong scenarios[\s\S]*at least 1/,
    },
  ])("tells $why with its file and line, exit 2", async ({ file, text, says }) => {
    const project = await createCliProject();
    await project.write(file, text);
    const { exitCode, stderr } = await project.run(["eval"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(says) });
  });

  it("tells a results folder that cannot be written, before anything is spent, exit 3", async () => {
    const server = await serve();
    const project = await projectWith({ local: server.url });
    await writeFile(project.path("not-a-folder"), "");
    const { exitCode, stderr } = await project.run(["eval", "--results", "not-a-folder"], { env: KEY });
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining("not-a-folder") });
    expect(stderr).not.toMatch(/^\s+at .*[:(]\d+/m);
    expect(server.requests).toHaveLength(0);
  });

  it("lists its commands when asked for one it does not have, exit 2", async () => {
    const project = await createCliProject();
    const { exitCode, stderr, stdout } = await project.run(["evl"]);
    expect(exitCode).toBe(2);
    expect(stderr + stdout).toMatch(/eval/);
  });
});

describe("eval with a judge", () => {
  const paraphrase = JSON.stringify(
    aReport({
      hypotheses: [
        {
          cause:
            "A newly shipped reconciliation walks the entire book of entries again and again, and nobody else gets a line to the store.",
          confidence: "high",
          evidence: ["500 / 500"],
        },
      ],
      postmortem: { ...aReport().postmortem, rootCause: "[FILL IN]" },
    }),
  );

  /** Answers what it is asked, by the text of the questions. */
  const honestJudge =
    (answerFor: (question: string) => { answer: string; quote: string }) => (request: ServedRequest) => {
      const text = request.body.messages.at(-1)?.content ?? "";
      const answers = [...text.matchAll(/^- (q\d): (.*)$/gm)].map(([, id, question = ""]) => {
        const severity = /give the severity (SEV\d)/.exec(question)?.[1];
        const said =
          severity === undefined
            ? answerFor(question)
            : { answer: text.includes(`severity: ${severity}`) ? "yes" : "no", quote: severity };
        return { id, why: "as read", ...said };
      });
      return goodReply(JSON.stringify({ answers }));
    };

  it("asks it once, records what it says, and never lets it grade itself", async () => {
    const server = await serve({ reply: () => goodReply(paraphrase) });
    const judgeServer = await serve({
      reply: honestJudge((question) => ({
        answer: question.includes("same cause") ? "yes" : "no",
        quote: question.includes("same cause") ? "walks the entire book" : "500 / 500",
      })),
    });
    const project = await projectWith({ local: server.url });
    await project.write("evals/models.yaml", modelsYaml({ local: server.url, reader: judgeServer.url }));
    const args = ["eval", "--prompts", "v2", "--languages", "en", "--json"];

    const first = await project.run([...args, "--judge", "reader"], { env: KEY });
    expect(first.exitCode).toBe(0);
    expect(first.stderr).toContain("Judge: reader, prompt judge/v1; at most 1 calls more");
    const [row] = JSON.parse(first.stdout).rows;
    expect(row.scores).toMatchObject({ "root-cause": null, "judge-same-cause": 1, "judge-evidence": 0 });

    const again = await project.run([...args, "--judge", "reader", "--mode", "replay"]);
    expect(JSON.parse(again.stdout).rows[0].scores).toEqual(row.scores);
    expect(judgeServer.requests).toHaveLength(1);

    const itself = await project.run([...args, "--judge", "local"], { env: KEY });
    expect(itself).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("would judge its own replies"),
    });
  });

  it("leaves unscored what the judge does not answer well, and gives the rest its scores", async () => {
    const server = await serve({ reply: () => goodReply(paraphrase) });
    const judgeServer = await serve({ reply: () => goodReply("Looks fine to me: yes to all.") });
    const project = await projectWith({ local: server.url });
    await project.write("evals/models.yaml", modelsYaml({ local: server.url, reader: judgeServer.url }));
    const { exitCode, stdout } = await project.run(
      ["eval", "--prompts", "v2", "--languages", "en", "--json", "--judge", "reader"],
      { env: KEY },
    );
    expect(exitCode).toBe(0);
    const [row] = JSON.parse(stdout).rows;
    expect(row.scores).toMatchObject({ "judge-same-cause": null, "judge-evidence": null, severity: 1 });
  });
});
