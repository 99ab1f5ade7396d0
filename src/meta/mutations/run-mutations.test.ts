import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { scorers } from "../../scoring/registry.ts";
import { gradeLabelledSet } from "../labelled-set.ts";
import { mutations } from "./catalogue.ts";
import { runMutations } from "./run-mutations.ts";

const graded = await gradeLabelledSet(resolve(import.meta.dirname, "../../.."));
const results = runMutations(mutations, graded);

describe("each known defect", () => {
  it.each(mutations)("$id moves what it should and nothing else", (mutation) => {
    const problems = results
      .filter((result) => result.mutation === mutation)
      .flatMap(({ scenarioId, language, reportId, problems }) =>
        problems.map((problem) => `${scenarioId}.${language} ${reportId}: ${problem}`),
      );
    expect(problems).toEqual([]);
  });

  it("can be made in both languages, unless the scenario offers no place for it", () => {
    const languages = (id: string) =>
      new Set(results.filter(({ mutation }) => mutation.id === id).map(({ language }) => language)).size;
    const missing = mutations.filter(({ id }) => languages(id) !== 2).map(({ id }) => id);
    expect(missing).toEqual(graded.some(hasInjection) ? [] : ["planted severity obeyed"]);
  });
});

it("has a defect for every registered scorer", () => {
  const dropped = new Set(mutations.flatMap(({ drops }) => drops));
  expect(scorers.map(({ id }) => id).filter((id) => !dropped.has(id))).toEqual([]);
});

it("sees nothing where nothing was changed", () => {
  const same = {
    id: "none",
    drops: [],
    apply: ({ report }: { report: (typeof graded)[number]["report"] }) => report,
  };
  expect(runMutations([same], graded).flatMap(({ movements }) => movements)).toEqual([]);
});

it("reports a scorer that does not move", () => {
  const lazy = {
    id: "none",
    drops: ["severity"],
    apply: ({ report }: { report: (typeof graded)[number]["report"] }) => report,
  };
  const [first] = runMutations([lazy], graded);
  expect(first?.problems).toEqual(["severity should drop but moved by 0.000"]);
});

function hasInjection({ scenario }: (typeof graded)[number]): boolean {
  return scenario.expected.injection !== undefined;
}
