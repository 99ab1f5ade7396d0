import type { NewGateFailure } from "../contracts/comparison.ts";
import type { FailureReplay } from "../contracts/gate.ts";

export interface StandingFailure extends NewGateFailure {
  /** What fresh replies of both prompts said, in words. */
  readonly askedAgain: string;
}

/**
 * Which new hard failures stop the candidate. One that was asked again is cleared where the baseline's prompt fails
 * too, or where the candidate fails in none of the fresh replies wanted. Fails closed: what was not asked again, or
 * not often enough to be cleared, blocks.
 */
export function judgeNewFailures(
  failures: readonly NewGateFailure[],
  replays: readonly FailureReplay[],
): { readonly standing: readonly StandingFailure[]; readonly cleared: readonly NewGateFailure[] } {
  const standing: StandingFailure[] = [];
  const cleared: NewGateFailure[] = [];
  for (const failure of failures) {
    const replay = replays.find((candidate) => isOfSameCell(candidate, failure));
    if (replay !== undefined && isCleared(replay)) cleared.push(failure);
    else standing.push({ ...failure, askedAgain: describeReplay(replay) });
  }
  return { standing, cleared };
}

function isOfSameCell(replay: FailureReplay, failure: NewGateFailure): boolean {
  return (["scenarioId", "modelId", "language", "gate"] as const).every(
    (part) => replay[part] === failure[part],
  );
}

function isCleared({ baseline, candidate, wanted }: FailureReplay): boolean {
  return baseline.failed > 0 || (candidate.failed === 0 && candidate.graded >= wanted);
}

/** "asked again: the candidate fails 3 of 5, the baseline 0 of 5". */
export function describeReplay(replay: FailureReplay | undefined): string {
  if (replay === undefined) return "not asked again";
  const { candidate, baseline, whyFewer } = replay;
  const why = whyFewer === null ? "" : `: ${whyFewer}`;
  if (candidate.graded + baseline.graded === 0) return `not asked again${why}`;
  return `asked again, the candidate fails ${candidate.failed} of ${candidate.graded}, the baseline ${baseline.failed} of ${baseline.graded}${why}`;
}
