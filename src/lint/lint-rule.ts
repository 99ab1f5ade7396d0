import type { Scenario } from "../contracts/scenario.ts";

/** Where in a scenario file: `["expected", "timeline", 0, "at"]`. */
export type FieldPath = readonly (string | number)[];

/** What a rule has against one field. */
export interface LintFinding {
  readonly field: FieldPath;
  /** What is wrong, continuing `scenario "x" …`. */
  readonly problem: string;
  readonly expected?: string;
  readonly received?: string;
  readonly fix?: string;
}

export interface LintProblem extends LintFinding {
  readonly ruleId: string;
  /** Null where it is about the library as a whole. */
  readonly scenarioId: string | null;
}

export type ScenarioLibrary = ReadonlyMap<string, Scenario>;

interface RuleIdentity {
  readonly id: string;
  /** The rule in one line, as an author should read it. */
  readonly rule: string;
}

/** A rule about one scenario. Pure. What is expected of a twin is its original's, so most rules read originals only. */
export interface ScenarioRule extends RuleIdentity {
  readonly reads: "originals" | "every scenario";
  check(scenario: Scenario, library: ScenarioLibrary): readonly LintFinding[];
}

/** A rule about all scenarios together. Pure. */
export interface LibraryRule extends RuleIdentity {
  check(library: ScenarioLibrary): readonly LintFinding[];
}
