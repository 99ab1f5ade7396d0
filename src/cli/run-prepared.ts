import { isGraded, keyOfTrial, type Trial } from "../contracts/trial.ts";
import type { Recordings } from "../models/recordings.ts";
import type { ResultsView } from "../reports/results-view.ts";
import type { CostGuard } from "../runs/cost-guard.ts";
import { describeRun } from "../runs/describe-run.ts";
import { createJudge } from "../runs/judge.ts";
import { type CallPlan, runSuite } from "../runs/run-suite.ts";
import { codeRevision } from "./code-revision.ts";
import { type CliContext, projectPaths } from "./context.ts";
import type { watchInterrupts } from "./interrupts.ts";
import type { PreparedEval, PreparedJudge } from "./prepare-eval.ts";
import { createProgress } from "./progress.ts";
import { createRunReport } from "./run-report.ts";

export interface RunOptions {
  readonly context: CliContext;
  readonly costGuard: CostGuard;
  readonly interrupts: ReturnType<typeof watchInterrupts>;
  readonly resultsFolder: string | undefined;
  /** Told of every trial as it is graded. */
  readonly onTrial?: (trial: Trial) => void;
}

export interface FinishedRun {
  readonly results: ResultsView;
  /** The folder it was written to. */
  readonly path: string;
  /** Trials without a reply. */
  readonly missing: number;
  readonly callsMade: number;
  /** Ctrl-C ended it before its time. */
  readonly isStopped: boolean;
}

/** Collects and grades what was prepared, writes the run as it goes, and sums it up. Closes the recordings. */
export async function runPrepared(prepared: PreparedEval, options: RunOptions): Promise<FinishedRun> {
  const { context, costGuard, interrupts, resultsFolder, onTrial } = options;
  const { suite, matrix, cells, plan, accessTo, recordings } = prepared;
  const { find, append: record } = recordings;
  const manifest = describeRun(matrix, {
    suiteId: suite.id,
    startedAt: context.now(),
    codeRevision: await codeRevision(context.root),
    plannedTrials: cells.length,
    judge: prepared.judge?.identity ?? null,
    similar: prepared.similar,
  });
  const report = await createRunReport(projectPaths(context, resultsFolder).runs, manifest);
  const outcome = createOutcome(plan);
  const calls = { record, costGuard, ...interrupts, now: context.now };
  const judge =
    prepared.judge === null ? null : createJudge(prepared.judge.identity, { ...prepared.judge, find, calls });
  const trials = runSuite(cells, plan, {
    ...calls,
    accessTo,
    find,
    judge,
    onProgress: createProgress(context).show,
  });
  for await (const trial of trials) {
    outcome.add(trial);
    onTrial?.(trial);
    await report.add(trial);
  }
  const judgeNotes = await notesOnJudge(prepared.judge, { find, context });
  await recordings.close();

  const isStopped = interrupts.stop.aborted;
  const callsMade = outcome.callsMade();
  const results = await report.finish(
    {
      ...manifest,
      finishedAt: isStopped ? null : context.now().toISOString(),
      callsMade,
      spentUsd: costGuard.spentUsd(),
    },
    judgeNotes,
  );
  return { results, path: report.path, missing: outcome.missing(), callsMade, isStopped };
}

/** How far the judge agrees with people, as far as it has judged what they labelled. Asks nobody. */
async function notesOnJudge(
  judge: PreparedJudge | null,
  from: { find: Recordings["find"]; context: CliContext },
): Promise<string[] | null> {
  if (judge === null) return null;
  const { describeRecordedAgreement } = await import("./recorded-judge.ts");
  return describeRecordedAgreement(judge.identity, from);
}

/** Counts what exit codes and manifests need to know: trials without a reply, and calls that were made. */
export function createOutcome({ toCall }: CallPlan) {
  let missing = 0;
  let notCalled = 0;
  const planned = new Set(toCall.map(({ key }) => JSON.stringify(key)));
  return {
    add(trial: Trial) {
      if (isGraded(trial)) return;
      missing += 1;
      if (trial.outcome === "not-recorded" && planned.has(JSON.stringify(keyOfTrial(trial)))) notCalled += 1;
    },
    missing: () => missing,
    callsMade: () => toCall.length - notCalled,
  };
}
