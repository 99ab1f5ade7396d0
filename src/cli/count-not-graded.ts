import type { TrialKey } from "../contracts/trial.ts";
import type { NotGraded } from "../reports/score-view.ts";

/** Counts what was not graded, one entry per reason and missing scenario, in the order they are met. */
export function countNotGraded() {
  const groups = new Map<string, NotGraded>();
  return {
    add(reason: NotGraded["reason"], first: TrialKey | null, count = 1): void {
      const scenarioId = reason === "no-scenario" ? (first?.scenarioId ?? null) : null;
      const name = JSON.stringify([reason, scenarioId]);
      const group = groups.get(name) ?? { reason, scenarioId, count: 0, first };
      groups.set(name, { ...group, count: group.count + count });
    },
    groups: (): NotGraded[] => [...groups.values()],
  };
}
