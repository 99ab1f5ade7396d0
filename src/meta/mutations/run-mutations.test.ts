import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { mutations } from "../../defects/catalogue.ts";
import { scorers } from "../../scoring/registry.ts";
import { gradeLabelledSet } from "../labelled-set.ts";
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

  it("can be made in both languages", () => {
    const languages = (id: string) =>
      new Set(results.filter(({ mutation }) => mutation.id === id).map(({ language }) => language)).size;
    expect(mutations.filter(({ id }) => languages(id) !== 2).map(({ id }) => id)).toEqual([]);
  });
});

it("has a defect that every registered scorer falls for", () => {
  const dropped = new Set(
    results.flatMap(({ movements }) =>
      movements.filter(({ isExpected }) => isExpected).map(({ scorerId }) => scorerId),
    ),
  );
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
