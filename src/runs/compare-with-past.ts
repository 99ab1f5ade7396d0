import type { RowChange, SummaryRow } from "../contracts/run.ts";
import { isGraded, type PastTrial, type Trial, type TrialKey } from "../contracts/trial.ts";
import { mean } from "../statistics/mean.ts";

type RowKey = Pick<SummaryRow, "promptId" | "modelId" | "language">;

/** Takes trials one by one and gives the change of each row. A description, not a test: one run's noise is in it. */
export function createChangeSince(past: readonly PastTrial[]) {
  const before = new Map(past.map((trial) => [trialName(trial), trial]));
  const groups = new Map<
    string,
    { differences: number[]; passedToFailed: Set<string>; failedToPassed: Set<string> }
  >();
  return {
    add(trial: Trial): void {
      const then = before.get(trialName(trial));
      if (then === undefined || then.headline === null || !isGraded(trial) || trial.headline === null) return;
      const name = rowName(trial);
      const group = groups.get(name) ?? {
        differences: [],
        passedToFailed: new Set(),
        failedToPassed: new Set(),
      };
      groups.set(name, group);
      group.differences.push(trial.headline - then.headline);
      if (then.passed && !trial.passed) group.passedToFailed.add(trial.scenarioId);
      if (!then.passed && trial.passed) group.failedToPassed.add(trial.scenarioId);
    },
    /** Null when the earlier run has nothing to pair with that row. */
    changeOf(row: RowKey): RowChange | null {
      const group = groups.get(rowName(row));
      if (group === undefined) return null;
      return {
        headline: mean(group.differences),
        passedToFailed: [...group.passedToFailed],
        failedToPassed: [...group.failedToPassed],
      };
    },
  };
}

function trialName({ scenarioId, promptId, modelId, language, repeat }: TrialKey): string {
  return JSON.stringify([scenarioId, promptId, modelId, language, repeat]);
}

function rowName({ promptId, modelId, language }: RowKey): string {
  return JSON.stringify([promptId, modelId, language]);
}
