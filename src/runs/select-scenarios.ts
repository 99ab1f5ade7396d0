import type { Scenario } from "../contracts/scenario.ts";
import type { Suite } from "../contracts/suite.ts";
import type { InputProblem } from "../shared/errors.ts";
import type { ReadResult } from "../shared/read-yaml.ts";

/** The ids of a suite's scenarios, in the library's order; ids that the suite lists come as they are. None is a problem. */
export function selectScenarioIds(
  suite: Pick<Suite, "id" | "scenarios">,
  library: ReadonlyMap<string, Scenario>,
): ReadResult<string[]> {
  const { scenarios } = suite;
  if (Array.isArray(scenarios)) return { ok: true, value: scenarios };
  const all = [...library.values()];
  const chosen = scenarios === "all" ? all : all.filter((scenario) => isSelected(scenario, scenarios));
  if (chosen.length === 0) return { ok: false, problems: [nothingSelected(suite)] };
  const ids = new Set(chosen.map(({ id }) => id));
  if (scenarios !== "all" && scenarios.withOriginals) {
    for (const { twinOf } of chosen) if (twinOf !== undefined) ids.add(twinOf);
  }
  return { ok: true, value: [...library.keys()].filter((id) => ids.has(id)) };
}

type Selection = Exclude<Suite["scenarios"], "all" | readonly string[]>;

function isSelected({ tags, context }: Scenario, selection: Selection): boolean {
  const { tags: anyOf, languages } = selection;
  return (
    (anyOf === undefined || anyOf.some((tag) => tags.includes(tag))) &&
    (languages === undefined || languages.every((language) => context[language] !== undefined))
  );
}

function nothingSelected({ id, scenarios }: Pick<Suite, "id" | "scenarios">): InputProblem {
  return {
    problem: `suite "${id}" has no scenario to run`,
    at: `evals/${id}.yaml, scenarios`,
    expected: "a selection that at least one scenario of scenarios/ meets",
    received: JSON.stringify(scenarios),
    fix: "see what there is: npm run scenarios -- list",
  };
}
