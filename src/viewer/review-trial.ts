import type { HeadlineArithmetic, PassRule } from "../contracts/explanation.ts";
import type { JudgedQuestion } from "../contracts/judgement.ts";
import type { SimilarLookup } from "../contracts/past-incident.ts";
import type { Recording } from "../contracts/recording.ts";
import type { TracedFigure, TrialReview, TrialScenario } from "../contracts/review.ts";
import type { RunManifest } from "../contracts/run.ts";
import type { Scenario } from "../contracts/scenario.ts";
import type { ParsedReply } from "../contracts/triage-report.ts";
import { type GradedTrial, isGraded, type Trial } from "../contracts/trial.ts";
import { incidentText } from "../runs/plan-run.ts";
import { traceFigures } from "../scoring/grounding/trace-figures.ts";
import { headlineArithmetic } from "../scoring/headline.ts";
import { judgeScorerIds } from "../scoring/judge/judge-scores.ts";
import { scorers } from "../scoring/registry.ts";
import { explainPass } from "../scoring/score-reply.ts";
import { weights, weightsVersion } from "../scoring/weights.ts";
import { parseTriageReport } from "../triage/parse-triage-report.ts";
import { isChangedSince, reviewScenario } from "./review-scenario.ts";
import { reviewScorers } from "./review-scorers.ts";
import { rowOfTrial } from "./trial-row.ts";

export interface TrialParts {
  readonly manifest: RunManifest;
  readonly trial: Trial;
  /** Null where the reply is no longer in the recordings, or never was. */
  readonly recording: Recording | null;
  /** Null where it is no longer in the library. */
  readonly scenario: Scenario | null;
  readonly similar: SimilarLookup | null;
}

/** One trial with all that it takes to check it. */
export function reviewTrial(parts: TrialParts): TrialReview {
  const { manifest, trial, recording, scenario, similar } = parts;
  const parsed = recording === null ? null : parseTriageReport(recording.reply);
  return {
    runId: manifest.id,
    ...{ trial, recording, parsed },
    fault: rowOfTrial(trial).fault,
    scenario: scenario === null ? null : trialScenario(scenario, parts),
    scorers: reviewScorers(manifest.scorerVersions),
    arithmetic: isGraded(trial) ? arithmeticOf(trial, manifest) : null,
    passRules: isGraded(trial) && parsed !== null ? passRulesOf(trial, { ...parts, parsed }) : null,
    figures: figuresOf(parts, parsed),
    similar,
  };
}

function trialScenario(scenario: Scenario, { manifest, trial: { language } }: TrialParts): TrialScenario {
  const { id, occurredAt, expected } = scenario;
  const { statement } = expected.rootCause;
  return {
    ...reviewScenario(scenario, manifest),
    ...{ id, occurredAt },
    context: incidentText(scenario, language),
    acceptable: expected.acceptable,
    rootCause: statement[language] ?? statement.en,
  };
}

/** Null where the weights were others, or a scorer is no more that had one. */
function arithmeticOf(
  { scores, gateFailures }: GradedTrial,
  manifest: RunManifest,
): HeadlineArithmetic | null {
  const weighed = scores.filter(({ scorerId }) => !judgeScorerIds.includes(scorerId));
  const isAsToday =
    manifest.weightsVersion === weightsVersion &&
    weighed.every(({ scorerId }) => Object.hasOwn(weights, scorerId));
  return isAsToday ? headlineArithmetic(weighed, gateFailures) : null;
}

/** The rules are asked of the stored scores, and only where nothing has changed that they decide by. */
function passRulesOf(
  trial: GradedTrial,
  { manifest, recording, scenario, parsed }: TrialParts & { parsed: ParsedReply },
): readonly PassRule[] | null {
  if (recording === null || scenario === null) return null;
  if (isChangedSince(manifest, scenario) || !isGradedByTodaysScorers(trial)) return null;
  const { language } = trial;
  const passRules = explainPass({ scenario, language, parsed }, trial, judgedIn(trial));
  return passRules.every(({ isMet }) => isMet) === trial.passed ? passRules : null;
}

function isGradedByTodaysScorers({ scores }: GradedTrial): boolean {
  const versionById = new Map(scores.map(({ scorerId, scorerVersion }) => [scorerId, scorerVersion]));
  return scorers.every(({ id, version }) => versionById.get(id) === version);
}

/** The one answer of a judge that a pass rule asks for, as its score tells it. */
function judgedIn({ scores }: GradedTrial): JudgedQuestion[] {
  const judged = scores.find(({ scorerId }) => scorerId === SAME_CAUSE);
  if (judged === undefined) return [];
  const answer = judged.value === null ? null : judged.value === 1 ? "yes" : "no";
  return [{ question: "same-cause", answer, reason: judged.summary, quote: null }];
}

const SAME_CAUSE = "judge-same-cause";

function figuresOf({ scenario, trial }: TrialParts, parsed: ParsedReply | null): readonly TracedFigure[] {
  if (scenario === null || parsed === null || !parsed.ok) return [];
  return traceFigures({ scenario, language: trial.language, report: parsed.report });
}
