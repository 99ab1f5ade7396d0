import type { Recording } from "../contracts/recording.ts";
import type { Scenario } from "../contracts/scenario.ts";
import { isGraded, type Trial, trialSelector } from "../contracts/trial.ts";
import type { Recordings } from "../models/recordings.ts";
import type { ExplainView } from "../reports/explain-view.ts";
import { explainRecording } from "../runs/explain-recording.ts";
import { keyOfRecording } from "../runs/grade-recordings.ts";
import { InvalidInputError, OutsideError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { selectTrial, type TrialCandidate } from "./select-trial.ts";

interface Sources {
  readonly recordings: Recordings;
  readonly scenarios: ReadonlyMap<string, Scenario>;
}

/**
 * One trial of a stored run, graded again and explained.
 *
 * @throws InvalidInputError for a selector that names none or several, or a scenario that is gone; OutsideError
 *   for a trial that has no reply.
 */
export async function explainTrialOfRun(
  selector: string,
  trials: AsyncIterable<Trial>,
  { recordings, scenarios }: Sources,
): Promise<ExplainView> {
  const candidates: (TrialCandidate & { recordedAt: string | null; problem: string })[] = [];
  for await (const trial of trials) {
    candidates.push({
      key: trial,
      recordingKey: isGraded(trial) ? trial.recordingKey : trial.outcome,
      recordedAt: isGraded(trial) ? trial.recordedAt : null,
      problem: isGraded(trial) ? "" : trial.problem,
    });
  }
  const { key, recordingKey, recordedAt, problem } = selectTrial(selector, candidates);
  if (recordedAt === null) throw noReply(trialSelector(key), problem);
  const recording = await recordings.findRecordedAt(recordingKey, recordedAt);
  if (recording === null)
    throw noReply(trialSelector(key), "the reply it was graded from is no longer in the recordings");
  return explain(key, recording, scenarios);
}

/** The same for a reply outside any run. */
export async function explainRecordedReply(
  selector: string,
  { recordings, scenarios }: Sources,
): Promise<ExplainView> {
  const candidates: TrialCandidate[] = [];
  for await (const recording of recordings.all()) {
    const key = keyOfRecording(recording);
    if (key !== null) candidates.push({ key, recordingKey: recording.key });
  }
  const { key, recordingKey } = selectTrial(selector, candidates);
  const recording = await recordings.find(recordingKey);
  if (recording === null) throw new Error(`recording ${recordingKey} was there a moment ago`);
  return explain(key, recording, scenarios);
}

function explain(
  key: TrialCandidate["key"],
  recording: Recording,
  scenarios: ReadonlyMap<string, Scenario>,
): ExplainView {
  const scenario = scenarios.get(key.scenarioId);
  if (scenario !== undefined) return explainRecording({ key, scenario }, recording);
  throw new InvalidInputError({
    ...unknownName("scenario", key.scenarioId, [...scenarios.keys()]),
    at: "scenarios/",
    fix: "restore its file from version control",
  });
}

function noReply(name: string, problem: string): OutsideError {
  return new OutsideError(`there is no reply to explain for ${name}: ${problem}`);
}
