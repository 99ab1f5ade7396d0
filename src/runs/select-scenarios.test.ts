import { expect, it } from "vitest";
import { suiteSchema } from "../contracts/suite.ts";
import { aScenario } from "../testing/builders.ts";
import { selectScenarioIds } from "./select-scenarios.ts";

const both = { en: "too many clients", zh: "连接数过多" };
const library = new Map(
  [
    aScenario({ id: "english", tags: ["redis"] }),
    aScenario({ id: "chinese-too", tags: ["postgres"], context: both }),
    aScenario({ id: "twin", twinOf: "chinese-too", tags: ["postgres", "injection"], context: both }),
  ].map((scenario) => [scenario.id, scenario]),
);

/** As a suite file says it: checked by the schema first. */
function select(scenarios: unknown) {
  const suite = suiteSchema.parse({
    label: "x",
    scenarios,
    prompts: ["v1"],
    models: ["a-model"],
    languages: ["en"],
  });
  return selectScenarioIds({ id: "x", ...suite }, library);
}

it.each([
  { scenarios: "all", ids: ["english", "chinese-too", "twin"] },
  { scenarios: ["twin", "english"], ids: ["twin", "english"] },
  { scenarios: { tags: ["postgres"] }, ids: ["chinese-too", "twin"] },
  { scenarios: { tags: ["redis", "injection"] }, ids: ["english", "twin"] },
  { scenarios: { languages: ["zh"] }, ids: ["chinese-too", "twin"] },
  { scenarios: { languages: ["zh"], tags: ["injection"] }, ids: ["twin"] },
  { scenarios: { tags: ["injection"], withOriginals: true }, ids: ["chinese-too", "twin"] },
])("selects $ids by $scenarios", ({ scenarios, ids }) => {
  expect(select(scenarios)).toEqual({ ok: true, value: ids });
});

it("refuses a selection that nothing meets, naming the suite's file", () => {
  expect(select({ tags: ["no-such-tag"] })).toMatchObject({
    ok: false,
    problems: [{ problem: 'suite "x" has no scenario to run', at: "evals/x.yaml, scenarios" }],
  });
});

it.each([{}, { withOriginals: true }, { tags: [] }, { tag: ["x"] }, { languages: ["fr"] }, "none"])(
  "refuses %j as a selection",
  (scenarios) => {
    expect(() => select(scenarios)).toThrow();
  },
);
