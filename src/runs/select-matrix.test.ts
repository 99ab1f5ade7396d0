import { describe, expect, it } from "vitest";
import { type Suite, suiteSchema } from "../contracts/suite.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { aModel, aPrompt, aScenario } from "../testing/builders.ts";
import { selectMatrix } from "./select-matrix.ts";

const suite: Suite = {
  id: "smoke",
  ...suiteSchema.parse({
    label: "Smoke",
    scenarios: "all",
    prompts: ["v1"],
    models: ["a-model"],
    languages: ["en"],
  }),
};
const library = {
  scenarios: new Map([["a-scenario", aScenario()]]),
  prompts: new Map([
    ["v1", aPrompt()],
    ["v2", aPrompt({ id: "v2" })],
  ]),
  models: new Map([["a-model", aModel()]]),
};

describe("selectMatrix", () => {
  it("takes what the suite names, and flags over it", () => {
    expect(selectMatrix(suite, library, { prompts: ["v2"], repeats: 3 })).toEqual({
      scenarios: [aScenario()],
      prompts: [aPrompt({ id: "v2" })],
      models: [aModel()],
      languages: ["en"],
      repeats: 3,
    });
  });

  it("runs a name given twice once", () => {
    expect(selectMatrix(suite, library, { prompts: ["v1", "v1"] }).prompts).toHaveLength(1);
  });

  it("tells every unknown name at once, with the nearest known one", () => {
    const error = catchInput(() =>
      selectMatrix(suite, library, { prompts: ["v3"], scenarios: ["a-scenaro"] }),
    );
    expect(error.problems).toEqual([
      {
        problem: 'there is no scenario "a-scenaro"',
        expected: "a-scenario",
        received: "a-scenaro",
        fix: "a-scenario",
      },
      expect.objectContaining({ problem: 'there is no prompt "v3"', expected: "v1, v2" }),
    ]);
  });

  it("refuses a suite that runs nothing", () => {
    expect(catchInput(() => selectMatrix(suite, { ...library, scenarios: new Map() })).message).toMatch(
      /no scenario to run/,
    );
  });
});

function catchInput(work: () => unknown): InvalidInputError {
  try {
    work();
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
