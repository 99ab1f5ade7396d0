import type { TrialFigures } from "../contracts/comparison.ts";

/** Figures of a trial that passed; name what matters to the test. */
export function figures(changes: Partial<TrialFigures> & { value?: number } = {}): TrialFigures {
  const { value = 0.8, ...rest } = changes;
  const key = { scenarioId: "s1", promptId: "v1", modelId: "m", language: "en" as const, repeat: 0, ...rest };
  return {
    reply: `${key.scenarioId}/${key.promptId}/${key.modelId}/${key.language}/${key.repeat}`,
    provenance: "simulated",
    values: { headline: 100 * value, pass: value >= 0.7 ? 1 : 0, "score:root-cause": value },
    passed: value >= 0.7,
    gates: [],
    finding: null,
    ...key,
  };
}
