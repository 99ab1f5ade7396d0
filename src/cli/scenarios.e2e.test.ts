import { readdir, rm } from "node:fs/promises";
import { expect, it } from "vitest";
import { createCliProject } from "../testing/cli-project.ts";

const ID = "payment-pool-exhaustion";

it("writes a new scenario that lints clean, tells what is then broken in it, and never overwrites", async () => {
  const project = await createCliProject();
  expect(await project.run(["scenarios", "new", "grey-boxes"])).toMatchObject({ exitCode: 0 });
  expect(await project.run(["scenarios", "lint", "grey-boxes"])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("1 scenario, 10 rules: 0 problems"),
    stderr: "",
  });

  await project.edit("scenarios/grey-boxes.yaml", (text) =>
    text.replace("severity: SEV2 #", "severity: SEV1 #"),
  );
  await project.edit("scenarios/grey-boxes.yaml", (text) =>
    text.replace("acceptable: [SEV2]", "acceptable: [SEV1, SEV2]").replace("fail for 64%", "fail for 46%"),
  );
  const broken = await project.run(["scenarios", "lint", "grey-boxes"]);
  expect(broken).toMatchObject({ exitCode: 2, stdout: expect.stringContaining("2 problems") });
  const line = (await project.read("scenarios/grey-boxes.yaml"))
    .split("\n")
    .findIndex((text) => text.includes("severity: SEV1"));
  expect(broken.stderr).toContain(`grey-boxes.yaml:${line + 1}, expected.severity`);
  expect(broken.stderr).toContain('expects "46%", which its en incident text does not say');

  const before = await project.read("scenarios/grey-boxes.yaml");
  expect(await project.run(["scenarios", "new", "grey-boxes"])).toMatchObject({ exitCode: 2 });
  expect(await project.read("scenarios/grey-boxes.yaml")).toBe(before);
});

it("says what a suite's missing replies would cost, and that the data card is stale", async () => {
  const project = await createCliProject();
  await project.run(["scenarios", "new", "grey-boxes"]);
  const run = await project.run(["eval", "--suite", "core", "--mode", "replay"]);
  expect(run).toMatchObject({ exitCode: 3, stdout: expect.stringMatching(/4 of \d+ trials graded/) });
  expect(run.stderr).toMatch(
    /\d+ trials not recorded\. Recording would cost about \$0\.\d+: set DEEPSEEK_API_KEY, then run again with --mode auto/,
  );

  expect(await project.run(["scenarios", "card"])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("card --write"),
  });
  expect(await project.run(["scenarios", "card", "--write"])).toMatchObject({ exitCode: 0 });
  expect(await project.read("scenarios/README.md")).toContain("grey-boxes");
});

/** A project whose library is the first scenario alone. */
async function projectOfOne() {
  const project = await createCliProject();
  const files = await readdir(project.path("scenarios"));
  const others = files.filter((file) => file.endsWith(".yaml") && file !== `${ID}.yaml`);
  await Promise.all(others.map((file) => rm(project.path("scenarios", file))));
  return project;
}

it("imports what it exported under another id, all rows or none", async () => {
  const project = await projectOfOne();
  await project.run(["scenarios", "export", "--out", "table.csv"]);
  await project.edit("table.csv", (text) => text.replace(`\n${ID},`, "\na-copy,"));

  const dry = await project.run(["scenarios", "import", "table.csv", "--dry-run"]);
  expect(dry).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("id: a-copy") });
  expect(await readdir(project.path("scenarios"))).not.toContain("a-copy.yaml");

  expect(await project.run(["scenarios", "import", "table.csv"])).toMatchObject({ exitCode: 0 });
  const shown = await project.run(["scenarios", "show", "a-copy", "--json"]);
  const original = await project.run(["scenarios", "show", ID, "--json"]);
  expect(JSON.parse(shown.stdout)).toEqual({ ...JSON.parse(original.stdout), id: "a-copy" });

  await project.edit("table.csv", (text) => `${text}second,too few cells\n`);
  const again = await project.run(["scenarios", "import", "table.csv", "--only-valid"]);
  expect(again).toMatchObject({ exitCode: 2, stdout: "" });
  expect(again.stderr).toMatch(/the id "a-copy" is taken[\s\S]*another number of cells/);
  await project.edit("table.csv", (text) => text.replace("\na-copy,", "\nthird,"));
  expect(await project.run(["scenarios", "import", "table.csv", "--only-valid"])).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining("1 row left out"),
  });
  expect(await readdir(project.path("scenarios"))).toEqual([
    "README.md",
    "a-copy.yaml",
    "past-incidents.example.csv",
    `${ID}.yaml`,
    "third.yaml",
  ]);
});

it("lists by severity, category, language and tag, as a table and as JSON", async () => {
  const project = await createCliProject();
  const filters = ["--severity", "SEV1", "--category", "database", "--language", "zh", "--tag", "postgres"];
  const listed = await project.run(["scenarios", "list", ...filters]);
  expect(listed).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(ID) });
  const none = await project.run([
    "scenarios",
    "list",
    "--severity",
    "SEV4",
    "--tag",
    "no-such-tag",
    "--json",
  ]);
  expect(JSON.parse(none.stdout)).toMatchObject({ scenarios: [], spread: { originals: 0 } });
});
