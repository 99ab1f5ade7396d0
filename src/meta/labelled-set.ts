import { resolve } from "node:path";
import { loadScenarios } from "../scenarios/load-scenarios.ts";
import { type GradedReport, gradeLabelled } from "./grade-labelled.ts";
import { loadLabelled } from "./load-labelled.ts";

/** Where the labelled reports and the scenarios they are about stand in a project. */
export function labelledPaths(root: string) {
  return {
    labelled: resolve(root, "src/scoring/__fixtures__/labelled"),
    scenarios: resolve(root, "scenarios"),
  };
}

/** The labelled set of a project, read and graded. */
export async function gradeLabelledSet(root: string): Promise<GradedReport[]> {
  const paths = labelledPaths(root);
  return gradeLabelled(await loadLabelled(paths.labelled), await loadScenarios(paths.scenarios));
}
