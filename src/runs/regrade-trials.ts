import type { Recording } from "../contracts/recording.ts";
import type { Scenario } from "../contracts/scenario.ts";
import { type FailedTrial, type GradedTrial, isGraded, keyOfTrial, type Trial } from "../contracts/trial.ts";
import { gradeWithJudge } from "./grade-cells.ts";
import type { Judge } from "./judge.ts";
import { incidentText } from "./plan-run.ts";

/** A stored trial, graded again from the reply it was graded from. */
export type RegradedTrial =
  | {
      readonly outcome: "graded";
      readonly trial: GradedTrial;
      readonly stored: GradedTrial;
      readonly recording: Recording;
      /** The model was shown another incident text than the scenario has now. */
      readonly isTextOutdated: boolean;
    }
  /** It was a failure then, and grading cannot change that. */
  | { readonly outcome: "failed-then"; readonly trial: FailedTrial }
  | { readonly outcome: "no-recording" | "no-scenario"; readonly stored: GradedTrial };

export interface RegradeSources {
  readonly scenarios: ReadonlyMap<string, Scenario>;
  readonly findRecordedAt: (key: string, recordedAt: string) => Promise<Recording | null>;
  /** Reads the judgements that are recorded; null where the run had no judge. */
  readonly judge: Judge | null;
}

/** Grades the trials of a run again with today's scenarios and scorers, one at a time; each comes out as one. */
export async function* regradeTrials(
  trials: AsyncIterable<Trial>,
  sources: RegradeSources,
): AsyncGenerator<RegradedTrial> {
  for await (const trial of trials) yield await regradeTrial(trial, sources);
}

async function regradeTrial(
  stored: Trial,
  { scenarios, findRecordedAt, judge }: RegradeSources,
): Promise<RegradedTrial> {
  if (!isGraded(stored)) return { outcome: "failed-then", trial: stored };
  const recording = await findRecordedAt(stored.recordingKey, stored.recordedAt);
  if (recording === null) return { outcome: "no-recording", stored };
  const scenario = scenarios.get(stored.scenarioId);
  if (scenario === undefined) return { outcome: "no-scenario", stored };
  const trial = await gradeWithJudge({ key: keyOfTrial(stored), scenario }, recording, judge);
  return { outcome: "graded", trial, stored, recording, isTextOutdated: !wasShown(scenario, recording) };
}

/** Prompts hold the incident text whole, so that this tells whether the one of today was asked about. */
export function wasShown(scenario: Scenario, { request, cell }: Recording): boolean {
  const incident = incidentText(scenario, cell.language);
  return request.messages.some(({ content }) => content.includes(incident));
}
