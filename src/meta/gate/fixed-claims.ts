import type { MetricComparison } from "../../contracts/comparison.ts";
import { createRandom } from "../../statistics/random.ts";
import type { Claim } from "./claim.ts";
import { compareSides, metricNamed } from "./compare-simulated.ts";
import { centredDraws, indexes, simulatedTrial } from "./simulate-trials.ts";

/** Three comparisons whose verdict nobody doubts, and which simple rules get wrong. */
export function fixedClaims(): Claim[] {
  const plunge = compare("score:root-cause", {
    scenarios: 12,
    before: () => 0.9,
    after: () => 0.6,
    tolerance: 0.05,
  });
  const flips = new Set([3, 9]);
  const flipped = compare("pass", {
    scenarios: 143,
    before: (scenario) => (scenario === 20 ? 0 : 1),
    after: (scenario) => (flips.has(scenario) ? 0 : 1),
    tolerance: 0.005,
  });
  const noise = centredDraws(20, 0.01, createRandom(2));
  const slight = compare("score:root-cause", {
    scenarios: 20,
    before: () => 0.9,
    after: (scenario) => 0.889 + (noise[scenario] ?? 0),
    tolerance: 0.05,
  });
  const detectable = flipped.detectable ?? Number.NaN;
  return [
    fixed("every score from .9 to .6", {
      measured: plunge.verdict,
      asked: "worse",
      holds: plunge.verdict === "worse",
    }),
    fixed("a drop of .007 in passes with 3 flips among 143: what it could have seen", {
      measured: `${detectable.toFixed(3)}, ${flipped.verdict}`,
      asked: "between .007 and 1",
      holds: detectable > 0.007 && detectable < 1 && flipped.verdict === "inconclusive",
    }),
    fixed("a drop of .011 against a tolerance of .05", {
      measured: slight.verdict,
      asked: "not-worse",
      holds: slight.verdict === "not-worse",
    }),
  ];
}

function fixed(claim: string, found: Pick<Claim, "measured" | "asked" | "holds">): Claim {
  return { about: "fixed cases", claim, ...found, note: null };
}

function compare(
  metric: string,
  {
    scenarios,
    before,
    after,
    tolerance,
  }: {
    scenarios: number;
    before: (scenario: number) => number;
    after: (scenario: number) => number;
    tolerance: number;
  },
): MetricComparison {
  const side = (promptId: string, valueAt: (scenario: number) => number) =>
    indexes(scenarios).map((scenario) =>
      simulatedTrial({ scenario, repeat: 0, promptId, values: { [metric]: valueAt(scenario) } }),
    );
  const { metrics } = compareSides(
    { baseline: side("v1", before), candidate: side("v2", after) },
    { metrics: [metricNamed(metric)], tolerances: { [metric]: tolerance } },
  );
  const [found] = metrics;
  if (found === undefined) throw new Error("one metric was asked for");
  return found;
}
