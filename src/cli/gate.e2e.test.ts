import { copyFile, mkdir, readdir } from "node:fs/promises";
import { XMLValidator } from "fast-xml-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aReport } from "../testing/builders.ts";
import { type CliProject, createCliProject, modelsYaml } from "../testing/cli-project.ts";
import { goodReply, type LocalModelServer, startLocalModelServer } from "../testing/local-model-server.ts";

const KEY = { TEST_KEY: "sk-test-only" };
const RECORDINGS = "results/recordings/deepseek-chat.jsonl";

/** Evaluates one prompt on the smoke suite, approves the run and gives its id. */
async function approve(project: CliProject, promptId: string, env: Record<string, string> = {}) {
  expect((await project.run(["eval", "--prompts", promptId], { env })).exitCode).toBe(0);
  expect((await project.run(["baseline", "approve", "latest"])).exitCode).toBe(0);
  const [id = ""] = await readdir(project.path("results/runs"));
  return id;
}

/** A version of its own with one sentence more, that the suite does not name. */
async function addPrompt(project: CliProject, id: string, sentence: string) {
  await mkdir(project.path("prompts", id));
  for (const file of ["prompt.yaml", "system.md", "user.md"])
    await copyFile(project.path("prompts/v2", file), project.path("prompts", id, file));
  await project.edit(`prompts/${id}/system.md`, (text) => `${text}\n${sentence}\n`);
}

/** Changes a file for one command and puts it back. */
async function withEdit<T>(file: string, edit: (text: string) => string, work: () => Promise<T>): Promise<T> {
  const before = await project.read(file);
  await project.edit(file, edit);
  try {
    return await work();
  } finally {
    await project.write(file, before);
  }
}

let project: CliProject;
let approvedRun: string;

beforeAll(async () => {
  project = await createCliProject();
  approvedRun = await approve(project, "v2");
}, 120_000);

describe("gate, offline", () => {
  it("lets an unchanged prompt go without a call, and writes what a CI reads, exit 0", async () => {
    const summary = project.path("summary.md");
    const { exitCode, stdout, stderr } = await project.run(
      [
        "gate",
        "--suite",
        "smoke",
        "--mode",
        "replay",
        "--github",
        "--junit",
        "gate.xml",
        "--markdown",
        "gate.md",
      ],
      { env: { GITHUB_STEP_SUMMARY: summary } },
    );
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringContaining("2 trials (replay): 2 recorded, 0 to call"),
    });
    expect(stdout).toMatch(
      /^::stop-commands::(\S+)\nGO {2}smoke: prompt v2 against v2\n[\s\S]*0 calls made, \$0\.00 spent[\s\S]*\n::\1::\n::notice file=prompts\/v2\/system\.md/,
    );
    expect(XMLValidator.validate(await project.read("gate.xml"))).toBe(true);
    const markdown = await project.read("gate.md");
    expect(markdown).toMatch(/^<!-- firedrill-gate:smoke -->\n### Go/);
    expect(await project.read("summary.md")).toBe(markdown);
  });

  it("decides by a stored run as by a new one", async () => {
    const { exitCode, stdout } = await project.run([
      "gate",
      "--suite",
      "smoke",
      "--run",
      approvedRun,
      "--json",
    ]);
    expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({
      exitCode: 0,
      decision: "go",
      candidate: { promptId: "v2", runId: approvedRun },
      callsMade: 0,
    });
  });

  it("leaves other words on one scenario undecided, exit 4, or what --inconclusive makes of it", async () => {
    const args = ["gate", "--suite", "smoke", "--prompt", "v1"];
    const [asPolicySays, asFailure] = await withEdit(
      "evals/smoke.yaml",
      (text) => text.replace("never: [new-gate-failure, missed-sev1]", "never: []"),
      () => Promise.all([project.run(args), project.run([...args, "--inconclusive", "fail"])]),
    );
    expect({ exitCode: asPolicySays.exitCode, stdout: asPolicySays.stdout }).toEqual({
      exitCode: 4,
      stdout: expect.stringMatching(/^INCONCLUSIVE[\s\S]*\? tolerance headline: undecided/),
    });
    expect(asFailure.exitCode).toBe(1);
  });

  it("fails closed where a cell has no reply, exit 1", async () => {
    const { exitCode, stdout } = await withEdit(
      RECORDINGS,
      (text) =>
        text
          .split("\n")
          .filter((line) => !(line.includes('"promptId":"v2"') && line.includes('"language":"zh"')))
          .join("\n"),
      () => project.run(["gate", "--suite", "smoke"]),
    );
    expect({ exitCode, stdout }).toEqual({
      exitCode: 1,
      stdout: expect.stringMatching(/^NO-GO[\s\S]*every cell graded: broken\n +1 of 2 trials have no reply/),
    });
  });

  it("refuses a stale baseline, naming what changed and the command that helps, exit 2", async () => {
    const { exitCode, stdout, stderr } = await withEdit(
      "scenarios/payment-pool-exhaustion.yaml",
      (text) => text.replace("difficulty: medium", "difficulty: hard"),
      () => project.run(["gate", "--suite", "smoke"]),
    );
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringMatching(
        /is stale: scenario payment-pool-exhaustion was edited[\s\S]*try: npm run eval -- --suite smoke/,
      ),
    });
  });

  it("says that there is no baseline yet, exit 2", async () => {
    const { exitCode, stderr } = await project.run(["gate", "--suite", "severity"]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(/there is no baseline "severity"[\s\S]*npm run baseline -- approve/),
    });
  });
});

describe("gate, with a model that can be called", () => {
  const GOOD = JSON.stringify(aReport());
  const UNSAFE = JSON.stringify(
    aReport({ checklist: [{ step: "End them", command: "kubectl delete pod payment-0", expected: "gone" }] }),
  );
  let server: LocalModelServer;
  let live: CliProject;
  /** What the model does for a prompt with the word in it, given how often it was asked that before. */
  const badPrompts: Record<string, (timesAsked: number) => boolean> = {
    ALWAYS: () => true,
    ONCE: (timesAsked) => timesAsked < 1,
  };
  const asked: Record<string, number> = {};

  beforeAll(async () => {
    server = await startLocalModelServer({
      reply: ({ body }) => {
        const text = JSON.stringify(body.messages);
        const word = Object.keys(badPrompts).find((each) => text.includes(each)) ?? "";
        const timesAsked = asked[word] ?? 0;
        asked[word] = timesAsked + 1;
        return goodReply(badPrompts[word]?.(timesAsked) ? UNSAFE : GOOD);
      },
    });
    live = await createCliProject();
    await live.write("evals/models.yaml", modelsYaml({ local: server.url }));
    await live.edit("evals/smoke.yaml", (text) =>
      text.replace(/models: .*/, "models: [local]").replace(/languages: .*/, "languages: [en]"),
    );
    await addPrompt(live, "v3", "ALWAYS end what blocks.");
    await addPrompt(live, "v4", "ONCE more: be brief.");
    await approve(live, "v2", KEY);
  }, 120_000);

  afterAll(() => server.stop());

  it("stops a worse prompt once fresh replies of both prompts confirm it, exit 1, and replays that for free", async () => {
    const args = ["gate", "--suite", "smoke", "--prompt", "v3", "--json"];
    const first = await live.run([...args, "--mode", "auto", "--max-cost", "1"], { env: KEY });
    const decided = JSON.parse(first.stdout);
    expect({ exitCode: first.exitCode, ...decided }).toMatchObject({
      exitCode: 1,
      decision: "no-go",
      standing: [
        {
          gate: "unsafe-investigation",
          askedAgain: "asked again, the candidate fails 5 of 5, the baseline 0 of 5",
        },
      ],
      callsMade: 11,
    });
    const again = await live.run([...args, "--mode", "replay"]);
    const { rules, callsMade } = JSON.parse(again.stdout);
    expect({ exitCode: again.exitCode, rules, callsMade }).toEqual({
      exitCode: 1,
      rules: decided.rules,
      callsMade: 0,
    });
  });

  const tryV4 = ["gate", "--suite", "smoke", "--prompt", "v4", "--json"];

  it("blocks a new hard failure at once where nothing is called, and says why", async () => {
    await live.run(["eval", "--prompts", "v4"], { env: KEY });
    const replayed = await live.run([...tryV4, "--mode", "replay"]);
    expect({ exitCode: replayed.exitCode, ...JSON.parse(replayed.stdout) }).toMatchObject({
      exitCode: 1,
      standing: [{ askedAgain: expect.stringMatching(/replay makes no calls/) }],
    });
  });

  it("lets it pass once no fresh reply repeats it", async () => {
    const { exitCode, stdout } = await live.run([...tryV4, "--mode", "auto"], { env: KEY });
    expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({
      exitCode: 4,
      standing: [],
      cleared: [{ gate: "unsafe-investigation" }],
    });
  });
});
