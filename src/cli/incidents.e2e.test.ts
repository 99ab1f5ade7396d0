import { cp } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { embeddedPlace } from "../incidents/__fixtures__/memories.ts";
import { type CliProject, createCliProject } from "../testing/cli-project.ts";
import type { CliContext } from "./context.ts";
import { evalCommand } from "./eval.ts";
import { exitCodeFor } from "./exit-codes.ts";
import { incidentsCommand } from "./incidents.ts";
import { triageCommand } from "./triage.ts";

const TRIAGE = ["triage", "payment-pool-exhaustion", "--model", "deepseek-chat", "--prompt", "v2"];

let project: CliProject;

/** A command in this process: starting one for each of twenty would take most of the time. */
async function run(
  [name = "", ...args]: readonly string[],
  { env = {} }: { env?: Record<string, string> } = {},
) {
  const output = { stdout: "", stderr: "" };
  const context: CliContext = {
    ...{ root: project.folder, userFolder: project.folder, env, now: () => new Date() },
    stdout: (text) => {
      output.stdout += text;
    },
    stderr: (text) => {
      output.stderr += text;
    },
    readStdin: async () => "",
    display: { width: 100, colour: false },
    canRedraw: false,
    onInterrupt: () => {},
  };
  const build = { incidents: incidentsCommand, triage: triageCommand, eval: evalCommand }[name];
  if (build === undefined) throw new Error(`the test knows no command ${name}`);
  try {
    const { command, exitCode } = build(context);
    await command.exitOverride().parseAsync(args, { from: "user" });
    return { exitCode: exitCode(), ...output };
  } catch (error) {
    const exitCode = exitCodeFor(error, context);
    return { exitCode, ...output };
  }
}

beforeAll(async () => {
  project = await createCliProject();
});

it("says in a triage report that nothing is stored, and makes no memory for it", async () => {
  const { exitCode, stdout } = await run([...TRIAGE, "--language", "en"]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("no past incidents are stored yet");
  await expect(project.read("results/incidents/database/PG_VERSION")).rejects.toThrow("ENOENT");
});

it("fills the memory, and every triage report then shows what is alike, never itself", async () => {
  const test = await embeddedPlace(); // making a database takes seconds: this is an empty one, made
  await cp(join(test.place.folder, "database"), project.path("results/incidents/database"), {
    recursive: true,
  });
  await test.remove();

  await project.edit(
    "scenarios/past-incidents.example.csv",
    (text) => `${text}EX-9,nonsense,,x,,,,SEV9,now,,\n`,
  );
  const imported = await run(["incidents", "import", "scenarios/past-incidents.example.csv"]);
  expect(imported).toEqual({
    exitCode: 2,
    stdout: "26 added, 0 updated, 0 unchanged, 1 rejected\n",
    stderr: expect.stringMatching(
      /example\.csv:28, kind[\s\S]*:28, title[\s\S]*:28, severity[\s\S]*:28, startedAt/,
    ),
  });
  const added = await run(["incidents", "add", "payment-pool-exhaustion"]);
  expect(added.stdout).toBe("added: scenario:payment-pool-exhaustion (scenario)\n");

  const saved = await run([...TRIAGE, "--language", "en", "--format", "json", "--out", "saved.json"]);
  expect(saved.exitCode).toBe(0);
  const { similar } = JSON.parse(await project.read("saved.json"));
  expect(similar).toMatchObject({ outcome: "searched", total: 27 });
  expect(similar.hits[0]).toMatchObject({ id: "EX-2401", matched: "both", severity: "SEV1" });
  expect(similar.hits.map(({ id }: { id: string }) => id)).not.toContain("scenario:payment-pool-exhaustion");
});

it("keeps a saved report with its scenario, which is never shown beside it, in Chinese either", async () => {
  const kept = await run(["incidents", "add", "saved.json"]);
  expect(kept.stdout).toMatch(/^added: triage:[0-9a-f]{12} \(triage\)\n$/);
  const inChinese = await run([...TRIAGE, "--language", "zh"]);
  const section = inChinese.stdout.slice(inChinese.stdout.indexOf("相似历史事件"));
  expect(section).toMatch(
    /\[\d+%\] 支付服务数据库连接池耗尽，结账失败\n\s+示例 · EX-2402 · 2025-03-04 · SEV1/,
  );
  expect(section).not.toMatch(/分诊报告 ·|演练场景 ·/);
});

it("lists, searches and forgets", async () => {
  const found = await run(["incidents", "search", "磁盘写满", "--limit", "2", "--json"]);
  expect(JSON.parse(found.stdout).map(({ id }: { id: string }) => id)).toContain("EX-2412");
  const removed = await run(["incidents", "remove", "EX-2412"]);
  expect(removed.stdout).toBe("removed: EX-2412\n");
  const again = await run(["incidents", "remove", "EX-2412"]);
  expect({ ...again }).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('no past incident "EX-2412"'),
  });
  const listed = await run(["incidents", "list", "--service", "auth-svc", "--since", "2025-06-01"]);
  expect(listed.stdout.match(/EX-\d+/g)).toEqual(["EX-2416", "EX-2407"]);
});

it("gives the triage report also when the server is down, and says so; its own commands exit 3", async () => {
  const env = { DATABASE_URL: "postgres://me:secret@127.0.0.1:1/x" };
  const triaged = await run([...TRIAGE, "--language", "en"], { env });
  expect(triaged.exitCode).toBe(0);
  expect(triaged.stdout.replace(/\s+/g, " ")).toMatch(
    /could not be looked up: .*cannot be reached \(ECONNREFUSED\)/,
  );
  const search = await project.run(["incidents", "search", "x"], { env });
  expect(search).toMatchObject({
    exitCode: 3,
    stderr: expect.stringMatching(/cannot be reached[\s\S]*try: start it/),
  });
  expect(triaged.stdout + search.stderr).not.toContain("secret");
});

it("refuses a suite that shows similar incidents to prompts without a place for them", async () => {
  await project.edit("evals/smoke.yaml", (text) => `${text}similar: 3\n`);
  const { exitCode, stderr } = await run(["eval"]);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: expect.stringMatching(/prompt "v1" has no place[\s\S]*prompt "v2" has no place/),
  });
});

it("shows a prompt with a place for them the nearest ones, as part of what is recorded", async () => {
  const place = "\n<past-{{ similarFence }}>\n{{ similar }}\n</past-{{ similarFence }}>\n";
  for (const version of ["v1", "v2"])
    await project.edit(`prompts/${version}/user.md`, (text) => text + place);
  const { exitCode, stderr } = await run(["eval", "--json"]);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 3,
    stderr: expect.stringContaining("4 of 4 trials have no reply"),
  });
});
