import { readdir } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { type CliProject, createCliProject } from "../testing/cli-project.ts";

const FILE = "results/recordings/deepseek-chat.jsonl";
const SCENARIO = "scenarios/payment-pool-exhaustion.yaml";

let project: CliProject;
let run: string;
const inRun = (file: string) => `results/runs/${run}/${file}`;

beforeAll(async () => {
  project = await createCliProject();
  const { exitCode } = await project.run(["eval"]);
  expect(exitCode).toBe(0);
  [run = ""] = await readdir(project.path("results/runs"));
}, 60_000);

/** Changes files for one command and puts them back. */
async function withEdits<T>(
  edits: Record<string, (text: string) => string>,
  work: () => Promise<T>,
): Promise<T> {
  const before = await Promise.all(
    Object.keys(edits).map(async (file) => [file, await project.read(file)] as const),
  );
  for (const [file, edit] of Object.entries(edits)) await project.edit(file, edit);
  try {
    return await work();
  } finally {
    for (const [file, text] of before) await project.write(file, text);
  }
}

/** As if severity had been graded by an older scorer. */
const staleSeverity = (text: string) =>
  text.replaceAll(
    /"scorerId":"severity","scorerVersion":\d+,"value":1,/g,
    '"scorerId":"severity","scorerVersion":99,"value":0.6,',
  );

describe("score, on a run", () => {
  it("finds nothing moved, prints the same tables as eval but no calls, the same again", async () => {
    const first = await project.run(["score", "latest"]);
    expect({ exitCode: first.exitCode, stderr: first.stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(first.stdout).toMatch(
      /4 of 4 stored trials graded[\s\S]*root-[\s\S]*Gate failures[\s\S]*nothing moved/,
    );
    expect(first.stdout).not.toMatch(/calls? made|spent/);
    expect(first.stdout).not.toContain(run);
    expect((await project.run(["score", `results/runs/${run}`])).stdout).toBe(first.stdout);
  });

  it("lists what moved, and --write stores it", async () => {
    await project.edit(inRun("trials.jsonl"), staleSeverity);
    const { exitCode, stdout, stderr } = await project.run(["score", run, "--json", "--write"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining("written to") });
    const { migration } = JSON.parse(stdout);
    expect(migration.moveCount).toBeGreaterThan(0);
    expect(migration.moves[0]).toMatchObject({ scorerId: "severity", before: 0.6, after: 1 });
    expect(await project.read(inRun("trials.jsonl"))).not.toContain('"scorerVersion":99');
    expect(await readdir(project.path(inRun("")))).toEqual(
      ["manifest.json", "rescored.json", "summary.csv", "trials.csv", "trials.jsonl"].sort(),
    );
  });

  it("says which replies are gone, exit 3, and then writes nothing", async () => {
    const before = await project.read(inRun("trials.jsonl"));
    const { exitCode, stdout, stderr } = await withEdits(
      { [FILE]: (text) => text.slice(text.indexOf("\n") + 1) },
      () => project.run(["score", run, "--write"]),
    );
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 3,
      stdout: expect.stringMatching(
        /3 of 4 stored trials[\s\S]*Not graded again \(1\)[\s\S]*is no\s+longer in the recordings/,
      ),
      stderr: expect.stringContaining("nothing was written: 1 of the run's trials"),
    });
    expect(await project.read(inRun("trials.jsonl"))).toBe(before);
  });

  it("says that a scenario was edited, or is gone", async () => {
    const edited = await withEdits(
      { [SCENARIO]: (text) => text.replace("difficulty: medium", "difficulty: hard") },
      () => project.run(["score", run]),
    );
    expect(edited.stdout).toMatch(/! scenario payment-pool-exhaustion was edited since the run/);
    const gone = await withEdits(
      { [inRun("trials.jsonl")]: (text) => text.replaceAll('"payment-pool-exhaustion"', '"gone"') },
      () => project.run(["score", run]),
    );
    expect({ exitCode: gone.exitCode, stdout: gone.stdout }).toEqual({
      exitCode: 3,
      stdout: expect.stringContaining('there is no scenario "gone"'),
    });
  });

  it("passes over a half-written last line and counts its trial as missing, exit 3", async () => {
    const { exitCode, stdout, stderr } = await withEdits(
      { [inRun("trials.jsonl")]: (text) => text.slice(0, -20) },
      () => project.run(["score", run]),
    );
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 3,
      stdout: expect.stringMatching(/3 of 4 stored trials[\s\S]*1: planned, and not in the run/),
      stderr: expect.stringMatching(/trials\.jsonl ends in a half-written line/),
    });
  });
});

describe("score, on recordings", () => {
  it("grades every reply of a file", async () => {
    const { exitCode, stdout } = await project.run(["score", FILE, "--json"]);
    const view = JSON.parse(stdout);
    expect({ exitCode, source: view.source, notGraded: view.notGraded, migration: view.migration }).toEqual({
      exitCode: 0,
      source: { kind: "recordings", replies: 4 },
      notGraded: [],
      migration: null,
    });
  });
});

describe("score --explain", () => {
  it("explains one trial named by its first parts", async () => {
    const { exitCode, stdout } = await project.run([
      "score",
      "latest",
      "--explain",
      "payment-pool-exhaustion/v2/deepseek-chat/en",
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^payment-pool-exhaustion\/v2\/deepseek-chat\/en\/0\n\[failed\]/);
    expect(stdout).toContain("SELECT «pg_terminate_backend»(pid)");
  });
});

it("refuses a file that is no recordings with its line, exit 2", async () => {
  await project.write("no.jsonl", "hello\n");
  const { exitCode, stdout, stderr } = await project.run(["score", "no.jsonl"]);
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: expect.stringMatching(/no\.jsonl:1[\s\S]*expected: one recording/),
  });
});
