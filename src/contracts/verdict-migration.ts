import type { GateId } from "./score.ts";
import type { TrialKey } from "./trial.ts";

/** What grading the same replies again changed: how an edit of a scorer is reviewed. */
export interface VerdictMigration {
  /** Trials graded both times. */
  readonly trials: number;
  /** Scorers of today in their order, then those that are no more. */
  readonly scorers: readonly ScorerMigration[];
  readonly headline: {
    /** Means over the trials that have a headline both times, 0 to 100; null where none has. */
    readonly before: number | null;
    readonly after: number | null;
    readonly trials: number;
  };
  readonly passedToFailed: number;
  readonly failedToPassed: number;
  /** In the order of the trials, up to the limit; `moveCount` counts them all. */
  readonly moves: readonly VerdictMove[];
  readonly moveCount: number;
}

export interface ScorerMigration {
  readonly scorerId: string;
  /** Null where there was no such scorer then, or is none now. */
  readonly fromVersion: number | null;
  readonly toVersion: number | null;
  /** Verdicts given both times; the five below are of these. */
  readonly compared: number;
  readonly up: number;
  readonly down: number;
  /** Scored then and not now, and the reverse. */
  readonly toNull: number;
  readonly fromNull: number;
  /** The same value for other reasons: findings or summary changed. */
  readonly reworded: number;
  readonly gatesAppeared: number;
  readonly gatesVanished: number;
  /** Verdicts that moved on an unchanged scenario under an unchanged version: above 0 it was not bumped. */
  readonly movedUnderSameVersion: number;
}

/** One scorer's verdict on one trial that is not what it was. */
export interface VerdictMove {
  readonly trial: TrialKey;
  readonly scorerId: string;
  /** 0 to 1; null when not scored. */
  readonly before: number | null;
  readonly after: number | null;
  readonly gatesAppeared: readonly GateId[];
  readonly gatesVanished: readonly GateId[];
  /** The first finding that was not there; null where none is new. */
  readonly newFinding: { readonly message: string; readonly path: string | null } | null;
  /** The scenario was edited since, so the move may be its and not the scorer's. */
  readonly isScenarioChanged: boolean;
  /** The trial as a whole, the same for all of its moves. */
  readonly passedBefore: boolean;
  readonly passedAfter: boolean;
}
