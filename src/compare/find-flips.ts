import type { Flip, NewGateFailure, TrialFigures } from "../contracts/comparison.ts";
import type { PairedCell } from "./pair-cells.ts";

/**
 * Cells that pass less often, or more often, than before: suite means hide them. Losses first.
 */
export function findFlips(cells: readonly PairedCell[]): Flip[] {
  const flips = cells.flatMap(({ scenarioId, modelId, language, baseline, candidate }): Flip[] => {
    const before = passesOf(baseline);
    const after = passesOf(candidate);
    const change = after.passed / after.trials - before.passed / before.trials;
    if (change === 0) return [];
    const direction = change < 0 ? "pass-to-fail" : "fail-to-pass";
    const failing = change < 0 ? candidate : baseline;
    const finding = failing.find(({ passed }) => !passed)?.finding ?? null;
    return [{ scenarioId, modelId, language, direction, baseline: before, candidate: after, finding }];
  });
  return flips.toSorted(
    (a, b) => Number(a.direction === "fail-to-pass") - Number(b.direction === "fail-to-pass"),
  );
}

function passesOf(trials: readonly TrialFigures[]) {
  return { passed: trials.filter(({ passed }) => passed).length, trials: trials.length };
}

/** Hard failures of the candidate whose gate no repeat of the baseline failed in that cell. */
export function findNewGateFailures(cells: readonly PairedCell[]): NewGateFailure[] {
  return cells.flatMap(({ baseline, candidate }) => {
    const known = new Set(baseline.flatMap(({ gates }) => gates));
    return candidate.flatMap(({ scenarioId, promptId, modelId, language, repeat, gates, finding }) =>
      [...new Set(gates)]
        .filter((gate) => !known.has(gate))
        // A trial keeps one finding: that of its first gate.
        .map((gate) => ({
          ...{ scenarioId, promptId, modelId, language, repeat, gate },
          finding: gate === gates[0] ? finding : null,
        })),
    );
  });
}
