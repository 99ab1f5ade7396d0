import type { TrialFault } from "../contracts/review.ts";
import type { Finding, Score } from "../contracts/score.ts";
import { type GradedTrial, isGraded, type Trial } from "../contracts/trial.ts";

/** A fault that a scorer speaks of. */
export type ScorerFault = TrialFault & { readonly scorerId: string };

const SCHEMA = "schema";

/**
 * The first thing that went wrong with a trial; null where nothing did: why it was not graded or is unreadable, what a
 * failed gate's scorer found, else what `faultBesideGates` says.
 */
export function faultOf(trial: Trial): TrialFault | null {
  if (!isGraded(trial)) return { scorerId: null, message: trial.problem, finding: null };
  if (trial.outcome === "unreadable") return unreadableFault(trial);
  return gateFault(trial) ?? faultBesideGates(trial);
}

/**
 * The same where gate failures have a place of their own: why it is unreadable, a bad finding, else a warning, else why the
 * lowest value below 1 is what it is. Of several findings alike, one that points into the report.
 */
export function faultBesideGates(trial: GradedTrial): ScorerFault | null {
  if (trial.outcome === "unreadable") return unreadableFault(trial);
  const { scores } = trial;
  return firstFinding(scores, "bad") ?? firstFinding(scores, "warning") ?? lowestValue(scores);
}

function unreadableFault({ scores, problems }: Extract<GradedTrial, { outcome: "unreadable" }>): ScorerFault {
  const own = scores.filter(({ scorerId }) => scorerId === SCHEMA);
  const message = problems[0] ?? "the reply holds no readable report";
  return { scorerId: SCHEMA, message, finding: firstFinding(own, "bad")?.finding ?? null };
}

function gateFault({ gateFailures, scores }: GradedTrial): ScorerFault | null {
  const [failure] = gateFailures;
  if (failure === undefined) return null;
  const { scorerId, message } = failure;
  const own = scores.filter((score) => score.scorerId === scorerId);
  return firstFinding(own, "bad") ?? { scorerId, message, finding: null };
}

function firstFinding(scores: readonly Score[], tone: Finding["tone"]): ScorerFault | null {
  const found = scores.flatMap(({ scorerId, findings }) =>
    findings.flatMap(({ message, inReport, tone: own }, finding) =>
      own === tone ? [{ fault: { scorerId, message, finding }, isShown: inReport !== null }] : [],
    ),
  );
  return (found.find(({ isShown }) => isShown) ?? found[0])?.fault ?? null;
}

function lowestValue(scores: readonly Score[]): ScorerFault | null {
  const imperfect = scores.filter(({ value }) => value !== null && value < 1);
  const [lowest] = imperfect.toSorted((a, b) => (a.value ?? 1) - (b.value ?? 1));
  return lowest === undefined ? null : { scorerId: lowest.scorerId, message: lowest.summary, finding: null };
}
