import type { Scenario } from "../contracts/scenario.ts";
import { mutations } from "../defects/catalogue.ts";
import { type GradedReport, gradeLabelled } from "./grade-labelled.ts";
import type { LabelledReport } from "./labelled-report.ts";
import {
  type Disagreement,
  listDisagreements,
  type Measure,
  measureGraders,
  type StateTable,
  stateTables,
} from "./measure-graders.ts";
import { type MutationResult, runMutations } from "./mutations/run-mutations.ts";

/** What is known of how far the graders can be trusted. */
export interface GraderProof {
  readonly reports: number;
  readonly scenarios: number;
  /** In the registry's order. */
  readonly scorerIds: readonly string[];
  readonly measures: readonly Measure[];
  readonly states: readonly StateTable[];
  readonly disagreements: readonly Disagreement[];
  readonly mutationResults: readonly MutationResult[];
}

/**
 * Grades the labelled set, and every mutation of the first good report of each scenario and language; the tests take all
 * good reports. Pure: calls no model, draws no random number.
 */
export function proveGraders(
  labelled: readonly LabelledReport[],
  scenarios: ReadonlyMap<string, Scenario>,
): GraderProof {
  const graded = gradeLabelled(labelled, scenarios);
  return {
    reports: graded.length,
    scenarios: new Set(labelled.map(({ scenarioId }) => scenarioId)).size,
    scorerIds: graded[0]?.scored.scores.map(({ scorerId }) => scorerId) ?? [],
    measures: measureGraders(graded),
    states: stateTables(graded),
    disagreements: listDisagreements(graded),
    mutationResults: runMutations(mutations, oneGoodReportEach(graded)),
  };
}

function oneGoodReportEach(graded: readonly GradedReport[]): GradedReport[] {
  const good = graded.filter(({ labelled }) => labelled.class === "right");
  const byFile = Map.groupBy(good, ({ labelled }) => `${labelled.scenarioId}.${labelled.language}`);
  return [...byFile.values()].flatMap(([first]) => (first === undefined ? [] : [first]));
}
