import { instantsInText, secondsApart } from "../instants-in-text.ts";
import type { LintFinding, ScenarioRule } from "../lint-rule.ts";
import { inEachLanguage } from "../localized.ts";

/** A text that shows no seconds means the whole minute. */
const WITHIN_SECONDS = 60;

/**
 * Does every instant that a postmortem must carry stand in the incident text, in each language it has?
 *
 * Local times are converted by the offset beside them or one the text names. Limit: the date is not compared.
 */
export const timelineInContext: ScenarioRule = {
  id: "timeline-in-context",
  rule: "every instant of the timeline stands in the incident text, local times converted",
  reads: "originals",

  check({ context, expected }) {
    return inEachLanguage(context).flatMap(({ language, text }) => {
      const known = instantsInText(text);
      return expected.timeline.flatMap(({ at }, index): LintFinding[] => {
        const seconds = secondsOfDay(at);
        if (known.some((instant) => secondsApart(instant, seconds) < WITHIN_SECONDS)) return [];
        return [
          {
            field: ["expected", "timeline", index, "at"],
            problem: `expects an instant that its ${language} incident text does not show`,
            expected: `an instant of context.${language}, in UTC`,
            received: at,
            fix: "convert the local time by its offset, or name the zone in the text",
          },
        ];
      });
    });
  },
};

function secondsOfDay(instant: string): number {
  return (Date.parse(instant) / 1000) % 86_400;
}
