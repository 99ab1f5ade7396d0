import { matchRootCause } from "../../scoring/root-cause-match.ts";
import { bareReport } from "../bare-report.ts";
import type { LintFinding, ScenarioRule } from "../lint-rule.ts";
import { inEachLanguage } from "../localized.ts";

/** Does a scenario accept what is right for another one? Then its aliases are too broad. Twins share theirs. */
export const noCrossFire: ScenarioRule = {
  id: "no-cross-fire",
  rule: "no scenario accepts the root cause of another",
  reads: "originals",

  check({ id, expected }, library) {
    const others = [...library.values()].filter((other) => other.id !== id && other.twinOf === undefined);
    return others.flatMap((other) =>
      inEachLanguage(other.expected.rootCause.statement).flatMap(({ text }): LintFinding[] =>
        matchRootCause(expected, bareReport(text)).state !== "accept"
          ? []
          : [
              {
                field: ["expected", "rootCause", "facts"],
                problem: `accepts the root cause of "${other.id}"`,
                expected: "facts that only its own cause names together",
                received: text,
                fix: "narrow the aliases, by what the incident text calls things",
              },
            ],
      ),
    );
  },
};
