import { libraryRules, scenarioRules } from "./lint-registry.ts";
import type { LintProblem, ScenarioLibrary } from "./lint-rule.ts";

interface LintOptions {
  /** Only these scenarios; all others are still what they are compared with. */
  readonly only?: readonly string[] | undefined;
  /** Hold the library as a whole to its rules too. */
  readonly isComplete?: boolean | undefined;
}

/** Everything that is unfair, unsupported or ambiguous in scenarios that load, scenario by scenario. */
export function lintScenarios(
  library: ScenarioLibrary,
  { only, isComplete = false }: LintOptions = {},
): LintProblem[] {
  const scenarios = [...library.values()].filter(({ id }) => only === undefined || only.includes(id));
  return [
    ...scenarios.flatMap((scenario) =>
      scenarioRules
        .filter(({ reads }) => reads === "every scenario" || scenario.twinOf === undefined)
        .flatMap(({ id, check }) =>
          check(scenario, library).map((found) => ({ ...found, ruleId: id, scenarioId: scenario.id })),
        ),
    ),
    ...(isComplete ? libraryRules : []).flatMap(({ id, check }) =>
      check(library).map((found) => ({ ...found, ruleId: id, scenarioId: null })),
    ),
  ];
}
