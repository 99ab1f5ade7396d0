import { join } from "node:path";
import { expect, it } from "vitest";
import { createContext } from "../../cli/context.ts";
import { printSimilarity } from "../../cli/print-similarity.ts";
import { readIncidentFile } from "../../incidents/read-incident-file.ts";
import { LABELLED_QUERIES } from "./labelled-queries.ts";
import { measureSimilarity } from "./measure-similarity.ts";

const ROOT = join(import.meta.dirname, "../../..");

it("counts what is found, where, and what is shown in vain", () => {
  const answer = (language: "en" | "zh", relevant: string[], found: string[]) => ({
    query: { language, text: "", relevant },
    hits: found.map((id) => ({ id })),
  });
  const answers = [
    answer("en", ["a", "b"], ["x", "a"]),
    answer("en", ["a"], ["a"]),
    answer("zh", ["a"], ["1", "2", "3", "4", "5", "a"]),
    answer("zh", ["a"], []),
  ];
  expect(measureSimilarity(answers)).toEqual([
    { language: "en", queries: 2, recallAt5: 0.75, mrr: 0.75, precision: 2 / 3, shown: 1.5 },
    { language: "zh", queries: 2, recallAt5: 0, mrr: 0, precision: 0, shown: 2.5 },
    { language: "all", queries: 4, recallAt5: 0.375, mrr: 0.375, precision: 2 / 8, shown: 2 },
  ]);
});

it("has queries in both languages, and labels only what exists", async () => {
  const records = await Array.fromAsync(readIncidentFile(join(ROOT, "scenarios/past-incidents.example.csv")));
  const ids = [
    ...records.flatMap((record) => (record.ok ? [record.incident.id] : [])),
    "scenario:payment-pool-exhaustion",
  ];
  expect(LABELLED_QUERIES.flatMap(({ relevant }) => relevant).filter((id) => !ids.includes(id))).toEqual([]);
  for (const language of ["en", "zh"]) {
    expect(LABELLED_QUERIES.filter((query) => query.language === language).length).toBeGreaterThanOrEqual(10);
  }
});

it("finds most of what is relevant, first, in both languages", async () => {
  let printed = "";
  await printSimilarity({
    ...createContext(process),
    root: ROOT,
    stdout: (text) => {
      printed += text;
    },
  });
  const figures = [...printed.matchAll(/^(en|zh) +(\d+) +([\d.]+)% +([\d.]+)/gm)].map(
    ([, language, , recall, mrr]) => ({
      language,
      isGood: Number(recall) >= 80 && Number(mrr) >= 90,
    }),
  );
  expect(figures, printed).toEqual([
    { language: "en", isGood: true },
    { language: "zh", isGood: true },
  ]);
});
