import type { TestCase } from "promptfoo";
import type { TrialKey } from "../contracts/trial.ts";

/** Ids and nothing else: promptfoo shows vars in its tables and would read a text as a template or a path. */
export function testCase({
  scenarioId,
  language,
  repeat,
}: Pick<TrialKey, "scenarioId" | "language" | "repeat">) {
  return {
    description: `${scenarioId} ${language}${repeat === 0 ? "" : ` #${repeat + 1}`}`,
    vars: { scenarioId, language, repeat },
    metadata: { scenarioId, language, repeat },
  } satisfies TestCase;
}
