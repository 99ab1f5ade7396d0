import type { Label } from "../contracts/label.ts";
import type { Recording } from "../contracts/recording.ts";
import type { Scenario } from "../contracts/scenario.ts";
import { type GradedTrial, keyOfTrial } from "../contracts/trial.ts";
import { gradeWithJudge } from "../runs/grade-cells.ts";
import type { Judge } from "../runs/judge.ts";

/** A label with its reply as it is graded today, or why it cannot be. */
export type ReviewedReply =
  | { readonly label: Label; readonly outcome: "graded"; readonly trial: GradedTrial }
  | { readonly label: Label; readonly outcome: "no-recording" | "no-scenario" };

interface ReviewedSources {
  readonly scenarios: ReadonlyMap<string, Scenario>;
  readonly findRecordedAt: (key: string, recordedAt: string) => Promise<Recording | null>;
  /** Reads the judgements recorded for a run; null where it had no judge, or is gone. */
  readonly judgeOf: (runId: string) => Promise<Judge | null>;
}

/** Grades every labelled reply again with today's scenarios and scorers, each reply once. */
export async function gradeReviewed(
  labels: readonly Label[],
  sources: ReviewedSources,
): Promise<ReviewedReply[]> {
  const judges = new Map<string, Judge | null>();
  const reviewed: ReviewedReply[] = [];
  for (const own of Map.groupBy(labels, gradedAs).values()) {
    const [first] = own;
    if (first === undefined) continue;
    if (!judges.has(first.runId)) judges.set(first.runId, await sources.judgeOf(first.runId));
    const graded = await gradeReply(first, sources, judges.get(first.runId) ?? null);
    reviewed.push(...own.map((label) => ({ label, ...graded })));
  }
  return reviewed;
}

/** Labels of which one grading serves. */
function gradedAs(label: Label): string {
  return JSON.stringify([label.runId, keyOfTrial(label), label.recordingKey, label.recordedAt]);
}

async function gradeReply(label: Label, { scenarios, findRecordedAt }: ReviewedSources, judge: Judge | null) {
  const scenario = scenarios.get(label.scenarioId);
  if (scenario === undefined) return { outcome: "no-scenario" } as const;
  const recording = await findRecordedAt(label.recordingKey, label.recordedAt);
  if (recording === null) return { outcome: "no-recording" } as const;
  const trial = await gradeWithJudge({ key: keyOfTrial(label), scenario }, recording, judge);
  return { outcome: "graded", trial } as const;
}
