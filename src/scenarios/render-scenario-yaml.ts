import { stringify } from "yaml";
import type { Scenario } from "../contracts/scenario.ts";

const LINE_WIDTH = 118;

/** A scenario as a file that loads to the same. Empty lists are left out. */
export function renderScenarioYaml(scenario: Scenario): string {
  return stringify(withoutEmptyLists(scenario), { lineWidth: LINE_WIDTH });
}

function withoutEmptyLists(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmptyLists);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      Array.isArray(inner) && inner.length === 0 ? [] : [[key, withoutEmptyLists(inner)]],
    ),
  );
}
