import type { Recording } from "../contracts/recording.ts";
import type { Scenario } from "../contracts/scenario.ts";
import type { GradedTrial, TrialKey } from "../contracts/trial.ts";
import { gradeRecording } from "./grade-cells.ts";
import { wasShown } from "./regrade-trials.ts";

/** A stored reply graded, or why there is nothing to grade it against. */
export type GradedRecording =
  | {
      readonly outcome: "graded";
      readonly trial: GradedTrial;
      readonly recording: Recording;
      readonly isTextOutdated: boolean;
    }
  | { readonly outcome: "no-scenario-named" }
  | { readonly outcome: "no-scenario"; readonly key: TrialKey };

/** Grades replies outside any run, each as the trial that its recording says it was bought for. */
export async function* gradeRecordings(
  recordings: AsyncIterable<Recording>,
  scenarios: ReadonlyMap<string, Scenario>,
): AsyncGenerator<GradedRecording> {
  for await (const recording of recordings) yield gradeOne(recording, scenarios);
}

function gradeOne(recording: Recording, scenarios: ReadonlyMap<string, Scenario>): GradedRecording {
  const key = keyOfRecording(recording);
  if (key === null) return { outcome: "no-scenario-named" };
  const scenario = scenarios.get(key.scenarioId);
  if (scenario === undefined) return { outcome: "no-scenario", key };
  const trial = gradeRecording({ key, scenario }, recording);
  return { outcome: "graded", trial, recording, isTextOutdated: !wasShown(scenario, recording) };
}

/** Null for a reply about an incident that is no scenario. */
export function keyOfRecording({ cell, request }: Recording): TrialKey | null {
  const { scenarioId, promptId, modelId, language } = cell;
  return scenarioId === null ? null : { scenarioId, promptId, modelId, language, repeat: request.repeat };
}
