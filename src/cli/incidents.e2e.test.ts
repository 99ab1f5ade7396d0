import { beforeAll, expect, it } from "vitest";
import { type CliProject, createCliProject } from "../testing/cli-project.ts";

const TRIAGE = ["triage", "payment-pool-exhaustion", "--model", "deepseek-chat", "--prompt", "v2"];

let project: CliProject;
beforeAll(async () => {
  project = await createCliProject();
});

it("fills the memory, and every triage report then shows what is alike, in its language, never itself", async () => {
  const before = await project.run([...TRIAGE, "--language", "en"]);
  expect(before.stdout).toContain("no past incidents are stored yet");

  await project.edit(
    "scenarios/past-incidents.example.csv",
    (text) => `${text}EX-9,nonsense,,x,,,,SEV9,now,,\n`,
  );
  const imported = await project.run(["incidents", "import", "scenarios/past-incidents.example.csv"]);
  expect(imported).toEqual({
    exitCode: 2,
    stdout: "26 added, 0 updated, 0 unchanged, 1 rejected\n",
    stderr: expect.stringMatching(
      /example\.csv:28, kind[\s\S]*:28, title[\s\S]*:28, severity[\s\S]*:28, startedAt/,
    ),
  });
  const added = await project.run(["incidents", "add", "payment-pool-exhaustion"]);
  expect(added.stdout).toBe("added: scenario:payment-pool-exhaustion (scenario)\n");

  const saved = await project.run([...TRIAGE, "--language", "en", "--format", "json", "--out", "saved.json"]);
  expect(saved.exitCode).toBe(0);
  const { similar } = JSON.parse(await project.read("saved.json"));
  expect(similar).toMatchObject({ outcome: "searched", total: 27 });
  expect(similar.hits[0]).toMatchObject({ id: "EX-2401", matched: "both", severity: "SEV1" });
  expect(similar.hits.map(({ id }: { id: string }) => id)).not.toContain("scenario:payment-pool-exhaustion");

  const kept = await project.run(["incidents", "add", "saved.json"]);
  expect(kept.stdout).toMatch(/^added: triage:[0-9a-f]{12} \(triage\)\n$/);
  const inChinese = await project.run([...TRIAGE, "--language", "zh"]);
  const section = inChinese.stdout.slice(inChinese.stdout.indexOf("相似历史事件"));
  expect(section).toMatch(
    /\[\d+%\] 支付服务数据库连接池耗尽，结账失败\n\s+示例 · EX-2402 · 2025-03-04 · SEV1/,
  );
  expect(section).not.toMatch(/分诊报告 ·|演练场景 ·/);
});

it("lists, searches and forgets", async () => {
  const found = await project.run(["incidents", "search", "磁盘写满", "--limit", "2", "--json"]);
  expect(JSON.parse(found.stdout).map(({ id }: { id: string }) => id)).toContain("EX-2412");
  const removed = await project.run(["incidents", "remove", "EX-2412"]);
  expect(removed.stdout).toBe("removed: EX-2412\n");
  const again = await project.run(["incidents", "remove", "EX-2412"]);
  expect({ ...again }).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('no past incident "EX-2412"'),
  });
  const listed = await project.run(["incidents", "list", "--service", "auth-svc", "--since", "2025-06-01"]);
  expect(listed.stdout.match(/EX-\d+/g)).toEqual(["EX-2416", "EX-2407"]);
});

it("gives the triage report also when the server is down, and says so; its own commands exit 3", async () => {
  const env = { DATABASE_URL: "postgres://me:secret@127.0.0.1:1/x" };
  const triaged = await project.run([...TRIAGE, "--language", "en"], { env });
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
  const { exitCode, stderr } = await project.run(["eval"]);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: expect.stringMatching(/prompt "v1" has no place[\s\S]*prompt "v2" has no place/),
  });
});

it("shows a prompt with a place for them the nearest ones, as part of what is recorded", async () => {
  const place = "\n<past-{{ similarFence }}>\n{{ similar }}\n</past-{{ similarFence }}>\n";
  for (const version of ["v1", "v2"])
    await project.edit(`prompts/${version}/user.md`, (text) => text + place);
  const { exitCode, stderr } = await project.run(["eval", "--json"]);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 3,
    stderr: expect.stringContaining("4 of 4 trials have no reply"),
  });
});
