import { scoreReply } from "../../scoring/score-reply.ts";
import { mean } from "../../statistics/mean.ts";
import { GUESSES, isOriginal, mostFrequentSeverity } from "../guess-reports.ts";
import type { LibraryRule, ScenarioLibrary } from "../lint-rule.ts";
import { inEachLanguage } from "../localized.ts";

const PASS_AT_MOST = 1 / 3;

export interface GuessResult {
  readonly id: string;
  readonly means: string;
  /** Share of scenarios it passes, each the mean over its languages; null for an empty library. */
  readonly passRate: number | null;
  /** Mean headline, 0 to 100. */
  readonly headline: number | null;
}

/** What answers without a diagnosis earn, graded like any report. Twins repeat their original and are left out. */
export function gradeGuesses(library: ScenarioLibrary): GuessResult[] {
  const severity = mostFrequentSeverity(library);
  return GUESSES.map(({ id, means, report }) => {
    const perScenario = [...library.values()].filter(isOriginal).map((scenario) =>
      inEachLanguage(scenario.context).map(({ language, text }) => {
        const guessed = report(text, { language, severity });
        const reply = { text: JSON.stringify(guessed), finishReason: "stop" as const };
        return scoreReply({ scenario, language, reply, parsed: { ok: true, report: guessed, repairs: [] } });
      }),
    );
    const headlines = perScenario.flatMap((graded) =>
      graded.flatMap(({ headline }) => (headline === null ? [] : [headline])),
    );
    return {
      id,
      means,
      passRate: mean(perScenario.map((graded) => mean(graded.map(({ passed }) => Number(passed))) ?? 0)),
      headline: mean(headlines),
    };
  });
}

/** Does an answer without a diagnosis pass more than a third of the library? Then the library rewards guessing. */
export const constantGuess: LibraryRule = {
  id: "constant-guess",
  rule: "no answer without a diagnosis passes more than a third of the library",

  check(library) {
    return problemsOf(gradeGuesses(library));
  },
};

function problemsOf(results: readonly GuessResult[]) {
  return results
    .filter(({ passRate }) => (passRate ?? 0) > PASS_AT_MOST)
    .map(({ id, means, passRate }) => ({
      field: [],
      problem: `lets the guess "${id}" pass (${means})`,
      expected: "at most a third of the scenarios",
      received: `${Math.round(100 * (passRate ?? 0))}%`,
    }));
}
