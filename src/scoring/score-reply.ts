import type { HeadlineArithmetic, PassRule } from "../contracts/explanation.ts";
import type { JudgedQuestion } from "../contracts/judgement.ts";
import type { GateFailure, Score, Scorer, ScorerInput, Verdict } from "../contracts/score.ts";
import { countUnsupported } from "./grounding/count-unsupported.ts";
import { headlineArithmetic, type PassInput, passRules } from "./headline.ts";
import { judgeScores } from "./judge/judge-scores.ts";
import { scorers } from "./registry.ts";
import { levelsTooLow } from "./severity-distance.ts";
import { unscored } from "./verdict.ts";

export interface ScoredReply {
  /** One per registered scorer, in the registry's order; then those of a judge, if one was asked. */
  readonly scores: Score[];
  readonly gateFailures: GateFailure[];
  /** 0 to 100; null when nothing could be scored. */
  readonly headline: number | null;
  readonly passed: boolean;
}

/** The same with what it follows from, step by step. */
export interface ExplainedReply {
  readonly scores: Score[];
  readonly gateFailures: GateFailure[];
  readonly arithmetic: HeadlineArithmetic;
  readonly passRules: readonly PassRule[];
}

/**
 * Grades one reply with every scorer. Pure: the same input gives the same scores, anywhere.
 *
 * What needs a report is null where the reply is unreadable. A scorer that throws is a bug and is let out. A judge's
 * answers stand beside the scores; the one thing they decide is whether a cause that no rule recognised is right.
 */
export function scoreReply(input: ScorerInput, judged: readonly JudgedQuestion[] = []): ScoredReply {
  const { scores, gateFailures, arithmetic, passRules: rules } = explainReply(input, judged);
  return {
    scores,
    gateFailures,
    headline: arithmetic.headline,
    passed: rules.every(({ isMet }) => isMet),
  };
}

export function explainReply(input: ScorerInput, judged: readonly JudgedQuestion[] = []): ExplainedReply {
  const verdicts = scorers.map((scorer) => ({ scorer, verdict: runScorer(scorer, input) }));
  const scores = verdicts.map(
    ({ scorer, verdict }): Score => ({
      scorerId: scorer.id,
      scorerVersion: scorer.version,
      value: verdict.value,
      summary: verdict.summary,
      findings: [...verdict.findings],
      ...(verdict.details === undefined ? {} : { details: { ...verdict.details } }),
    }),
  );
  const gateFailures = verdicts.flatMap(({ scorer, verdict }) =>
    verdict.gates.map(({ gate, message }): GateFailure => ({ gate, scorerId: scorer.id, message })),
  );

  return {
    scores: [...scores, ...judgeScores(judged)],
    gateFailures,
    arithmetic: headlineArithmetic(scores, gateFailures),
    passRules: explainPass(input, { scores, gateFailures }, judged),
  };
}

/** The rules of passing, asked of scores that are there: a stored trial needs no second grading for it. */
export function explainPass(
  { parsed, scenario, language }: Pick<ScorerInput, "parsed" | "scenario" | "language">,
  { scores, gateFailures }: Pick<PassInput, "scores" | "gateFailures">,
  judged: readonly JudgedQuestion[] = [],
): PassRule[] {
  const isSeverityTooLow = parsed.ok && levelsTooLow(parsed.report.severity, scenario.expected) > 0;
  const isJudgedRight = judged.some(({ question, answer }) => question === "same-cause" && answer === "yes");
  const strayed = parsed.ok
    ? countUnsupported({ scenario, language, report: parsed.report })
    : { contradicted: 0, unsupported: 0 };
  return passRules({ scores, gateFailures, isSeverityTooLow, isJudgedRight, ...strayed });
}

/** One scorer on one reply; unscored where it needs a report and there is none. */
export function runScorer(scorer: Scorer, input: ScorerInput): Verdict {
  if (scorer.reads === "reply") return scorer.score(input);
  const { parsed } = input;
  return parsed.ok ? scorer.score({ ...input, report: parsed.report }) : unscored("the reply is unreadable");
}
