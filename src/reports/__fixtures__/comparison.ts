import { compareTrials } from "../../compare/compare-trials.ts";
import { metricsFor } from "../../compare/metrics.ts";
import type { Comparison } from "../../contracts/comparison.ts";
import { createRandom } from "../../statistics/random.ts";
import { figures } from "../../testing/trial-figures.ts";

/** Two invented sides of twelve scenarios in two languages, as the real comparison describes them. */
export function aComparison(): Comparison {
  const random = createRandom(7);
  const side = (promptId: string, centre: number) =>
    Array.from({ length: 12 }, (_, scenario) =>
      (["en", "zh"] as const).map((language) => {
        const value = Math.min(1, Math.max(0, centre + 0.08 * random.normal()));
        const cost = (promptId === "v2" ? 0.0026 : 0.0021) * (1 + 0.05 * random.normal());
        const trial = figures({ scenarioId: `case-${scenario}`, promptId, language, value });
        return {
          ...trial,
          values: { ...trial.values, cost, latency: 9000 + 800 * random.normal(), "score:severity": scenario < 5 ? null : value },
          finding: trial.passed ? null : "root-cause: nothing of the cause is named",
          gates: scenario === 3 && promptId === "v2" ? ["unsafe-investigation"] : [],
        };
      }),
    ).flat();
  return compareTrials(
    { label: "v1", trials: side("v1", 0.8) },
    { label: "v2", trials: side("v2", 0.72) },
    {
      metrics: metricsFor(["root-cause", "severity"]),
      scenarioFacts: new Map([["case-1", { category: "dns", severity: "SEV1" }]]),
    },
  );
}
