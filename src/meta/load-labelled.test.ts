import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { stringify } from "yaml";
import { aReport } from "../testing/builders.ts";
import { loadLabelled } from "./load-labelled.ts";

const right = {
  id: "right",
  class: "right",
  why: "as it should be",
  labels: { rootCause: "accept", severity: "exact", passes: true },
  report: aReport(),
};

async function folderOf(files: Record<string, unknown>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "labelled-"));
  await Promise.all(
    Object.entries(files).map(([name, file]) =>
      writeFile(join(folder, name), typeof file === "string" ? file : stringify(file)),
    ),
  );
  return folder;
}

function file(language: "en" | "zh", ...reports: unknown[]) {
  return { scenario: "a-scenario", language, reports };
}

it("reads whole reports, changed ones and raw replies", async () => {
  const changed = {
    ...right,
    id: "changed",
    report: undefined,
    from: "right",
    change: { "hypotheses[0].cause": "DNS", "checklist[0].command": "dig example.com" },
    append: { followUps: { priority: "P0", action: "a", owner: "b" } },
    remove: ["mitigations[0]"],
  };
  const raw = { ...right, id: "raw", report: undefined, from: "right.zh", text: "Sure: {{json:1}}" };
  const folder = await folderOf({
    "a-scenario.en.yaml": file("en", right, changed, raw),
    "a-scenario.zh.yaml": file("zh", right),
  });

  const [first, second, third] = await loadLabelled(folder);

  expect(first).toEqual({
    scenarioId: "a-scenario",
    language: "en",
    id: "right",
    class: "right",
    why: "as it should be",
    labels: { rootCause: "accept", severity: "exact", flaws: {}, gates: [], passes: true },
    text: JSON.stringify(aReport(), null, 2),
  });
  const { hypotheses, checklist, followUps } = aReport();
  expect(JSON.parse(second?.text ?? "")).toEqual(
    aReport({
      hypotheses: hypotheses.map((one) => ({ ...one, cause: "DNS" })),
      checklist: checklist.map((one) => ({ ...one, command: "dig example.com" })),
      mitigations: [],
      followUps: [...followUps, { priority: "P0", action: "a", owner: "b" }],
    }),
  );
  expect(third?.text).toBe("Sure: {");
});

it.each([
  {
    why: "a class that is none",
    entry: { ...right, class: "splendid" },
    told: [/wrong reports\[0\]\.class/, /a-scenario\.en\.yaml:5, reports\[0\]\.class/],
  },
  {
    why: "a scorer that is none",
    entry: { ...right, labels: { ...right.labels, flaws: { numbres: true } } },
    told: [/numbres/],
  },
  { why: "no report", entry: { ...right, report: undefined }, told: [/a whole report, or `from`/] },
  {
    why: "a report it does not know",
    entry: { ...right, report: undefined, from: "rigt" },
    told: [/labelled report "rigt"/],
  },
  {
    why: "a report that comes from itself",
    entry: { ...right, report: undefined, from: "right" },
    told: [/labelled report "right"/],
  },
  {
    why: "words the report does not say",
    entry: { ...right, labels: { ...right.labels, flaws: { numbers: ["37%"] } } },
    told: [/words that it does not say/, /received: 37%/],
  },
])("tells of $why, with its place", async ({ entry, told }) => {
  const folder = await folderOf({ "a-scenario.en.yaml": file("en", entry) });
  for (const part of told) await expect(loadLabelled(folder)).rejects.toThrow(part);
});

it.each([
  { change: { "hypotheses[7].cause": "DNS" }, told: /hypotheses\[7\]\.cause/ },
  { change: { severity: "SEV9" }, told: /wrong severity/ },
])("tells of a change that makes no report: $change", async ({ change, told }) => {
  const changed = { ...right, id: "changed", report: undefined, from: "right", change };
  const folder = await folderOf({ "a-scenario.en.yaml": file("en", right, changed) });
  await expect(loadLabelled(folder)).rejects.toThrow(told);
});

it("tells of a file whose name and content differ, and of an id used twice", async () => {
  const folder = await folderOf({ "b-scenario.en.yaml": file("en", right, right) });
  await expect(loadLabelled(folder)).rejects.toThrow(/two reports "right"[\s\S]*expected: b-scenario\.en/);
});
