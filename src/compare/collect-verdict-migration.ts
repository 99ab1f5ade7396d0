import type { Finding, GateId, Score } from "../contracts/score.ts";
import { type GradedTrial, keyOfTrial } from "../contracts/trial.ts";
import type { ScorerMigration, VerdictMigration, VerdictMove } from "../contracts/verdict-migration.ts";
import { mean } from "../statistics/mean.ts";

/** Further apart than the last digits in which two machines may differ. */
const SAME_WITHIN = 1e-9;

/**
 * Takes trials in pairs, as they were graded and as they are graded now, and says what moved. Keeps figures
 * and at most `limit` moves, so that memory stays flat.
 *
 * A verdict moved when its value did, to or from null included, or when a gate of its scorer came or went. A
 * verdict by a scorer that was not there the other time has not moved; its gates have.
 */
export function collectVerdictMigration({
  limit,
  changedScenarios,
}: {
  limit: number;
  changedScenarios: ReadonlySet<string>;
}) {
  const countsById = new Map<string, Counts>();
  const headlines: { before: number[]; after: number[] } = { before: [], after: [] };
  const flips = { passedToFailed: 0, failedToPassed: 0 };
  const moves: VerdictMove[] = [];
  let trials = 0;
  let moveCount = 0;

  function addScorer(scorerId: string, before: GradedTrial, after: GradedTrial): void {
    const counts = countsById.get(scorerId) ?? noCounts(scorerId);
    countsById.set(scorerId, counts);
    const change = compareVerdicts(verdictOf(before, scorerId), verdictOf(after, scorerId));
    const isScenarioChanged = changedScenarios.has(after.scenarioId);
    count(counts, change, isScenarioChanged);
    if (!change.hasMoved) return;
    moveCount += 1;
    if (moves.length < limit) moves.push(moveOf(scorerId, change, { before, after, isScenarioChanged }));
  }

  return {
    add(before: GradedTrial, after: GradedTrial): void {
      trials += 1;
      for (const scorerId of scorerIdsOf(after, before)) addScorer(scorerId, before, after);
      if (before.headline !== null && after.headline !== null) {
        headlines.before.push(before.headline);
        headlines.after.push(after.headline);
      }
      flips.passedToFailed += before.passed && !after.passed ? 1 : 0;
      flips.failedToPassed += !before.passed && after.passed ? 1 : 0;
    },
    result(): VerdictMigration {
      const scorers = [...countsById.values()];
      return {
        trials,
        scorers: [
          ...scorers.filter(({ toVersion }) => toVersion !== null),
          ...scorers.filter(({ toVersion }) => toVersion === null),
        ],
        headline: {
          before: mean(headlines.before),
          after: mean(headlines.after),
          trials: headlines.after.length,
        },
        ...flips,
        moves,
        moveCount,
      };
    },
  };
}

type Counts = { -readonly [Key in keyof ScorerMigration]: ScorerMigration[Key] };

function noCounts(scorerId: string): Counts {
  return {
    scorerId,
    fromVersion: null,
    toVersion: null,
    compared: 0,
    up: 0,
    down: 0,
    toNull: 0,
    fromNull: 0,
    reworded: 0,
    gatesAppeared: 0,
    gatesVanished: 0,
    movedUnderSameVersion: 0,
  };
}

interface ScorerVerdict {
  readonly score: Score | undefined;
  readonly gates: readonly GateId[];
}

interface Change {
  readonly before: ScorerVerdict;
  readonly after: ScorerVerdict;
  /** Null where the value stayed, or where there was no verdict one of the two times. */
  readonly direction: "up" | "down" | "toNull" | "fromNull" | null;
  readonly gatesAppeared: readonly GateId[];
  readonly gatesVanished: readonly GateId[];
  readonly hasMoved: boolean;
}

function scorerIdsOf(...trials: readonly GradedTrial[]): Set<string> {
  return new Set(
    trials.flatMap(({ scores, gateFailures }) =>
      [...scores, ...gateFailures].map(({ scorerId }) => scorerId),
    ),
  );
}

function verdictOf({ scores, gateFailures }: GradedTrial, scorerId: string): ScorerVerdict {
  return {
    score: scores.find((score) => score.scorerId === scorerId),
    gates: [
      ...new Set(gateFailures.filter((failure) => failure.scorerId === scorerId).map(({ gate }) => gate)),
    ],
  };
}

function compareVerdicts(before: ScorerVerdict, after: ScorerVerdict): Change {
  const isPair = before.score !== undefined && after.score !== undefined;
  const direction = isPair ? directionOf(before.score.value, after.score.value) : null;
  const gatesAppeared = after.gates.filter((gate) => !before.gates.includes(gate));
  const gatesVanished = before.gates.filter((gate) => !after.gates.includes(gate));
  const hasMoved = direction !== null || gatesAppeared.length > 0 || gatesVanished.length > 0;
  return { before, after, direction, gatesAppeared, gatesVanished, hasMoved };
}

function directionOf(before: number | null, after: number | null): Change["direction"] {
  if (before === null) return after === null ? null : "fromNull";
  if (after === null) return "toNull";
  if (Math.abs(after - before) <= SAME_WITHIN) return null;
  return after > before ? "up" : "down";
}

function count(counts: Counts, change: Change, isScenarioChanged: boolean): void {
  const { before, after, direction, gatesAppeared, gatesVanished, hasMoved } = change;
  counts.fromVersion ??= before.score?.scorerVersion ?? null;
  counts.toVersion ??= after.score?.scorerVersion ?? null;
  counts.gatesAppeared += gatesAppeared.length;
  counts.gatesVanished += gatesVanished.length;
  if (direction !== null) counts[direction] += 1;
  if (before.score === undefined || after.score === undefined) return;

  counts.compared += 1;
  if (direction === null && isReworded(before.score, after.score)) counts.reworded += 1;
  const isSameVersion = before.score.scorerVersion === after.score.scorerVersion;
  if (hasMoved && isSameVersion && !isScenarioChanged) counts.movedUnderSameVersion += 1;
}

function isReworded(before: Score, after: Score): boolean {
  const said = ({ summary, findings }: Score) => JSON.stringify([summary, findings.map(nameOf)]);
  return said(before) !== said(after);
}

function moveOf(
  scorerId: string,
  { before, after, gatesAppeared, gatesVanished }: Change,
  trial: { before: GradedTrial; after: GradedTrial; isScenarioChanged: boolean },
): VerdictMove {
  return {
    trial: keyOfTrial(trial.after),
    scorerId,
    before: before.score?.value ?? null,
    after: after.score?.value ?? null,
    gatesAppeared,
    gatesVanished,
    newFinding: firstNew(before.score?.findings ?? [], after.score?.findings ?? []),
    isScenarioChanged: trial.isScenarioChanged,
    passedBefore: trial.before.passed,
    passedAfter: trial.after.passed,
  };
}

function firstNew(before: readonly Finding[], after: readonly Finding[]): VerdictMove["newFinding"] {
  const known = new Set(before.map(nameOf));
  const fresh = after.find((finding) => !known.has(nameOf(finding)));
  return fresh === undefined ? null : { message: fresh.message, path: fresh.inReport?.path ?? null };
}

function nameOf({ tone, message, inReport }: Finding): string {
  return JSON.stringify([tone, message, inReport?.path, inReport?.start, inReport?.end]);
}
