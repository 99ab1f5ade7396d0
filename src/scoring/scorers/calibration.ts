import type { Finding, Scorer, Verdict } from "../../contracts/score.ts";
import { type Confidence, FILL_IN } from "../../contracts/triage-report.ts";
import { mean } from "../../statistics/mean.ts";
import { countLabels, detailsOf, STATED_CHANCE } from "../reliability.ts";
import { CORRECT_FROM, type HypothesisMatch, isRecognised, matchRootCause } from "../root-cause-match.ts";
import { finding, scored, unscored } from "../verdict.ts";

/** From this far between what was promised and what came, a hypothesis is over- or underconfident. */
const FAR_OFF = 0.7;

/**
 * Does the confidence of the hypotheses fit how right they are?
 *
 * 1 − Brier score: 1 − mean (p − y)² over the first three hypotheses, where high, medium and low promise
 * p = .85, .50 and .15, and y is 1 for a hypothesis that names the cause (credit from .7), else 0. Not stretched
 * to 0..1, so that it stays the Brier score everybody knows: all as sure as could be and right is .98, medium
 * throughout (a shrug) .75, sure and wrong throughout .28. A hypothesis that names nothing the scenario knows, or
 * is blank, is left out; null when the first one is unresolved or none is left.
 *
 * Limits: three hypotheses say little about one trial, so it weighs nothing in the headline; read the run's
 * reliability table (`measureReliability`). Its counts travel in `details`.
 *
 * @see Brier 1950, Verification of forecasts expressed in terms of probability.
 */
export const calibration: Scorer = {
  id: "calibration",
  version: 2,
  rule: "1 − Brier score of high 0.85, medium 0.5, low 0.15 against being right; 0.75 is a shrug",
  reads: "report",

  score({ scenario, report }): Verdict {
    const match = matchRootCause(scenario.expected, report);
    if (match.state === "unresolved")
      return unscored("unresolved: not known whether the first hypothesis is right");
    const judged = match.hypotheses.flatMap((hypothesis) => {
      const said = report.hypotheses[hypothesis.index];
      if (said === undefined || !isJudged(hypothesis)) return [];
      return [{ confidence: said.confidence, ...outcomeOf(hypothesis) }];
    });
    const brier = mean(judged.map(({ confidence, isRight }) => squaredError(confidence, isRight)));
    if (brier === null) return unscored("no hypothesis could be judged right or wrong");

    const details = detailsOf(
      countLabels(
        judged.map(({ confidence, isRight }) => ({
          details: { [`${confidence}-given`]: 1, [`${confidence}-right`]: isRight ? 1 : 0 },
        })),
      ),
    );
    const right = judged.filter(({ isRight }) => isRight).length;
    return {
      ...scored(1 - brier, `Brier score ${brier.toFixed(2)}: ${right} of ${judged.length} right`, {
        findings: judged.map(explain),
      }),
      details,
    };
  },
};

interface Outcome {
  readonly index: number;
  readonly isRight: boolean;
}

function isJudged(hypothesis: HypothesisMatch): boolean {
  return hypothesis.cause.replaceAll(FILL_IN, "").trim() !== "" && isRecognised(hypothesis);
}

function outcomeOf({ index, credit }: HypothesisMatch): Outcome {
  return { index, isRight: credit >= CORRECT_FROM };
}

function squaredError(confidence: Confidence, isRight: boolean): number {
  return (STATED_CHANCE[confidence] - (isRight ? 1 : 0)) ** 2;
}

function explain({ index, isRight, confidence }: Outcome & { confidence: Confidence }): Finding {
  const path = `hypotheses[${index}].confidence`;
  const at = { path, start: 0, end: confidence.length, quote: confidence };
  const isFarOff = Math.abs(STATED_CHANCE[confidence] - (isRight ? 1 : 0)) > FAR_OFF;
  const isHalf = confidence === "medium";
  const tone = isFarOff ? "bad" : isHalf ? "info" : "good";
  const verdict = isRight ? "right" : "not the cause";
  return finding(tone, `Hypothesis ${index + 1} is ${confidence} and ${verdict}.`, at);
}
