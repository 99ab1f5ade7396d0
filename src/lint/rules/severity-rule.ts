import type { ScenarioRule } from "../lint-rule.ts";
import { severityByRule } from "../severity-by-rule.ts";

/** Is the expected severity the one that the written rule makes of the facts, or does `exception` say why not? */
export const severityRule: ScenarioRule = {
  id: "severity-rule",
  rule: "severity follows from severityFacts by the rubric, or exception says why not",
  reads: "originals",

  check({ expected: { severity, severityFacts } }) {
    const byRule = severityByRule(severityFacts);
    const { exception } = severityFacts;
    if (byRule !== severity && exception === undefined) {
      return [
        {
          field: ["expected", "severity"],
          problem: "expects a severity that the rule does not give",
          expected: `${byRule}, or expected.severityFacts.exception`,
          received: severity,
          fix: `write ${byRule}, correct the facts, or say why in exception`,
        },
      ];
    }
    if (byRule === severity && exception !== undefined) {
      return [
        {
          field: ["expected", "severityFacts", "exception"],
          problem: `explains an exception, though the rule gives ${byRule} too`,
          expected: "no exception",
          received: exception,
          fix: "remove it",
        },
      ];
    }
    return [];
  },
};
