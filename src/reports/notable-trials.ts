import type { Provenance } from "../contracts/recording.ts";
import type { GateFailure } from "../contracts/score.ts";
import {
  type FailedTrial,
  type GradedTrial,
  isGraded,
  keyOfTrial,
  type Trial,
  type TrialKey,
} from "../contracts/trial.ts";
import { faultBesideGates } from "./trial-fault.ts";

/** The trials of a run that a person should look at. */
export interface NotableTrials {
  /** Worst first; trials without any fault are left out. */
  readonly worst: readonly WorstTrial[];
  /** The first of them, up to the limit; `gateFailureCount` counts them all. */
  readonly gateFailures: readonly TrialGateFailure[];
  readonly gateFailureCount: number;
  /** One entry per reason, the most frequent first, up to the limit; `failedCount` counts all trials. */
  readonly failures: readonly FailureGroup[];
  readonly failedCount: number;
}

export interface WorstTrial {
  readonly trial: TrialKey;
  /** 0 to 100; null when nothing could be scored. */
  readonly headline: number | null;
  readonly passed: boolean;
  readonly provenance: Provenance;
  /** Its first bad finding, or the nearest thing to one; null where no scorer noticed a fault. */
  readonly finding: { readonly scorerId: string; readonly message: string } | null;
}

export interface TrialGateFailure extends GateFailure {
  readonly trial: TrialKey;
}

/** Trials that were not graded for one and the same reason. */
export interface FailureGroup {
  readonly outcome: FailedTrial["outcome"];
  /** Null for trials without a recording. */
  readonly code: Extract<FailedTrial, { outcome: "model-failed" }>["code"] | null;
  readonly problem: string;
  readonly count: number;
  readonly first: TrialKey;
}

export interface NotableLimits {
  readonly worst?: number;
  readonly gateFailures?: number;
  readonly failures?: number;
}

/**
 * Gathers notable trials from a stream, one `add` per trial. Holds only what it will show, so memory
 * stays flat however many trials go by. The worst trials do not depend on the order of the stream.
 */
export function collectNotableTrials({ worst = 5, gateFailures = 50, failures = 20 }: NotableLimits = {}): {
  add(trial: Trial): void;
  result(): NotableTrials;
} {
  let worstTrials: WorstTrial[] = [];
  const shownGateFailures: TrialGateFailure[] = [];
  let gateFailureCount = 0;
  const groupByReason = new Map<string, FailureGroup>();
  let failedCount = 0;

  function addGraded(trial: GradedTrial): void {
    if (hasFault(trial)) worstTrials = [...worstTrials, worstOf(trial)].sort(worstFirst).slice(0, worst);
    gateFailureCount += trial.gateFailures.length;
    const room = gateFailures - shownGateFailures.length;
    for (const failure of trial.gateFailures.slice(0, room)) {
      shownGateFailures.push({ ...failure, trial: keyOfTrial(trial) });
    }
  }

  function addFailed(trial: FailedTrial): void {
    failedCount++;
    const code = trial.outcome === "model-failed" ? trial.code : null;
    const reason = JSON.stringify([trial.outcome, code, trial.problem]);
    const group = groupByReason.get(reason);
    const { outcome, problem } = trial;
    groupByReason.set(
      reason,
      group === undefined
        ? { outcome, code, problem, count: 1, first: keyOfTrial(trial) }
        : { ...group, count: group.count + 1 },
    );
  }

  return {
    add: (trial) => (isGraded(trial) ? addGraded(trial) : addFailed(trial)),
    result: () => ({
      worst: worstTrials,
      gateFailures: shownGateFailures,
      gateFailureCount,
      failures: [...groupByReason.values()].sort((a, b) => b.count - a.count).slice(0, failures),
      failedCount,
    }),
  };
}

/** The same for trials that are at hand. */
export function notableTrials(trials: Iterable<Trial>, limits: NotableLimits = {}): NotableTrials {
  const collected = collectNotableTrials(limits);
  for (const trial of trials) collected.add(trial);
  return collected.result();
}

function hasFault({ passed, headline, gateFailures }: GradedTrial): boolean {
  return !passed || headline !== 100 || gateFailures.length > 0;
}

function worstOf(trial: GradedTrial): WorstTrial {
  const { headline, passed, provenance } = trial;
  const fault = faultBesideGates(trial);
  const finding = fault === null ? null : { scorerId: fault.scorerId, message: fault.message };
  return { trial: keyOfTrial(trial), headline, passed, provenance, finding };
}

/** A trial that nothing could be scored on comes before every number. */
function worstFirst(a: WorstTrial, b: WorstTrial): number {
  const difference = (a.headline ?? -1) - (b.headline ?? -1);
  return difference === 0 ? compareText(JSON.stringify(a.trial), JSON.stringify(b.trial)) : difference;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
