import { readdir } from "node:fs/promises";
import { beforeAll, expect, it } from "vitest";
import type { Label } from "../contracts/label.ts";
import { type GradedTrial, isGraded, keyOfTrial, trialSelector } from "../contracts/trial.ts";
import { createLabelStore } from "../store/labels.ts";
import { loadRun } from "../store/run-folder.ts";
import { type CliProject, createCliProject } from "../testing/cli-project.ts";

const HOSTILE = "=1+1 \u001b[31mred\u001b]8;;http://x\u0007 \u202etxt\nsecond line 连接池";

let project: CliProject;
let runId: string;
let trials: GradedTrial[];

beforeAll(async () => {
  project = await createCliProject();
  expect((await project.run(["eval"])).exitCode).toBe(0);
  [runId = ""] = await readdir(project.path("results/runs"));
  const run = await loadRun(project.path("results/runs", runId));
  trials = (await Array.fromAsync(run.trials())).filter(isGraded);
}, 60_000);

/** One label per scored verdict of every trial. */
function verdictLabels(reviewer: string, changes: (label: Label) => Partial<Label>): Label[] {
  return trials.flatMap((trial) =>
    trial.scores
      .filter(({ value }) => value !== null)
      .map(({ scorerId, scorerVersion, value }): Label => {
        const label: Label = {
          ...keyOfTrial(trial),
          at: "2026-11-24T09:00:00.000Z",
          reviewer,
          runId,
          recordingKey: trial.recordingKey,
          recordedAt: trial.recordedAt,
          question: "verdict",
          scorerId,
          scorerVersion,
          value,
          answer: "yes",
          comment: "",
          isBlind: false,
        };
        return { ...label, ...changes(label) };
      }),
  );
}

it("says that there are no labels, and how to give some", async () => {
  const { exitCode, stdout } = await project.run(["meta", "labels", "--results", "elsewhere"]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("There are no labels yet. Give some: npm run view");
});

it("prints kappa and every disagreement, with comments that do nothing to a terminal", async () => {
  const store = createLabelStore(project.path("results/labels"));
  // The same trials by several people, so that there are enough; each calls the root cause of English reports wrong.
  // The scorer finds one of two English and one of two Chinese reports good: half agreed, which is chance.
  for (const reviewer of Array.from({ length: 8 }, (_, n) => `Reviewer ${n}`))
    await store.append(
      verdictLabels(reviewer, ({ scorerId, language }) =>
        scorerId === "root-cause" && language === "en" ? { answer: "no", comment: HOSTILE } : {},
      ),
    );
  const gone = { recordingKey: "f".repeat(64), reviewer: "Zoe" };
  await store.append(verdictLabels("Zoe", () => gone).slice(0, 1));

  const { exitCode, stdout, stderr } = await project.run(["meta", "labels"]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const [english] = trials.filter(({ language }) => language === "en");
  if (english === undefined) throw new Error("the suite has English trials");
  expect(stdout).toContain("by 9 reviewers, 0 blind");
  expect(stdout).toMatch(/^verdict: severity +32 +100% /m);
  expect(stdout).toMatch(/^verdict: root-cause +32 +50% +0\.00 \[-0\.35, 0\.35\] +8 +8$/m);
  expect(stdout).toContain("1 label not compared: the reply is no longer in the recordings");
  expect(stdout).toContain("\n16 disagreements\n");
  expect(stdout).toContain(`  npm run score -- ${runId} --explain ${trialSelector(english)}\n`);
  expect(stdout).toContain("  why:    =1+1 red ⟨U+202E⟩txt\n          second line 连接池\n");
  expect(["\u001b", "\u0007", "\u202e"].filter((character) => stdout.includes(character))).toEqual([]);
});

it("prints the same as JSON", async () => {
  const { stdout } = await project.run(["meta", "labels", "--json"]);
  const { schemaVersion, measures, disagreements } = JSON.parse(stdout);
  expect(schemaVersion).toBe(1);
  expect(measures[0]).toMatchObject({ question: "verdict", agreement: { items: 32 }, isTooFew: false });
  expect(disagreements).toHaveLength(16);
});

it("refuses a file that holds no labels, by its name and line", async () => {
  await project.write("results/labels/mine.csv", "at,who\n1,2\n");
  const { exitCode, stderr } = await project.run(["meta", "labels"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("mine.csv:1");
});
