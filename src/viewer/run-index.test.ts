import { appendFile, mkdtemp, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import type { Trial } from "../contracts/trial.ts";
import { aTrial, aTrialKey } from "../testing/builders.ts";
import { createRunIndex } from "./run-index.ts";
import { rowOfTrial } from "./trial-row.ts";

let file: string;

beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), "firedrill-index-")), "trials.jsonl");
});

it("reads what was added since it was last asked, and waits for a line that is not whole", async () => {
  const index = createRunIndex(file);
  expect(await index.rows()).toEqual([]);
  await writeFile(file, line(chinese(0)));
  expect(await index.rows()).toEqual([rowOfTrial(chinese(0))]);
  const second = Buffer.from(line(chinese(1)));
  // Cut inside a character of three bytes.
  const cut = second.indexOf(Buffer.from("连")) + 1;
  await appendFile(file, second.subarray(0, cut));
  expect(await index.rows()).toHaveLength(1);
  expect(await index.find(aTrialKey({ repeat: 1 }))).toBeNull();
  await appendFile(file, second.subarray(cut));
  expect(await index.rows()).toEqual([chinese(0), chinese(1)].map(rowOfTrial));
});

it("finds each trial by its bytes, whatever its characters and however many there are", async () => {
  const trials = Array.from({ length: 300 }, (_, repeat) => chinese(repeat, "连接池耗尽 ".repeat(400)));
  await writeFile(file, trials.map(line).join(""));
  const index = createRunIndex(file);
  for (const repeat of [0, 1, 150, 299]) {
    expect(await index.find(aTrialKey({ repeat }))).toEqual(trials[repeat]);
  }
  expect(await index.find(aTrialKey({ repeat: 300 }))).toBeNull();
});

it("counts no trial twice when it is asked several times at once", async () => {
  await writeFile(file, line(chinese(0)));
  const index = createRunIndex(file);
  await index.rows();
  await appendFile(file, [1, 2].map((repeat) => line(chinese(repeat))).join(""));
  const asked = await Promise.all([index.rows(), index.rows(), index.rows()]);
  expect(asked.map((rows) => rows.map(({ repeat }) => repeat))).toEqual([0, 0, 0].map(() => [0, 1, 2]));
});

it("reads a run anew that was given new scores", async () => {
  await writeFile(file, line(aTrial({ headline: 10 })));
  const index = createRunIndex(file);
  await index.rows();
  await writeFile(`${file}.rescored`, line(aTrial({ headline: 90 })));
  await rename(`${file}.rescored`, file);
  expect((await index.rows()).map(({ headline }) => headline)).toEqual([90]);
  expect(await index.find(aTrialKey())).toEqual(aTrial({ headline: 90 }));
});

it("names the line that is no trial, in what was added later too", async () => {
  await writeFile(file, `${line(chinese(0))}\n`);
  const index = createRunIndex(file);
  await index.rows();
  await appendFile(file, '{"outcome":"scored"}\n');
  await expect(index.rows()).rejects.toMatchObject({ problems: [{ at: `${file}:3` }] });
});

function chinese(repeat: number, message = "连接池耗尽"): Trial {
  return aTrial({
    repeat,
    scores: [
      {
        ...{ scorerId: "severity", scorerVersion: 1, value: 0.5, summary: "低" },
        findings: [{ tone: "bad", message, inReport: null, inContext: null }],
      },
    ],
  });
}

function line(trial: Trial): string {
  return `${JSON.stringify(trial)}\n`;
}
