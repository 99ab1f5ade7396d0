import type { TrialFigures } from "../contracts/comparison.ts";
import type { GatePolicy, GateRule } from "../contracts/gate.ts";
import { mean, sum } from "../statistics/mean.ts";
import { quantile } from "../statistics/quantile.ts";

/** One rule per budget that is set. What was not measured keeps no budget: the rule is then undecided. */
export function applyBudgets(trials: readonly TrialFigures[], budgets: GatePolicy["budgets"]): GateRule[] {
  const graded = trials.flatMap(({ values }) => (values === null ? [] : [values]));
  const known = (metric: string) => graded.flatMap((values) => values[metric] ?? []);
  const costs = known("cost");
  const latencies = known("latency");
  const total = costs.length === 0 ? null : sum(costs);
  return [
    ...rule("costUsd", { limit: budgets.costUsd, measured: total, known: costs.length, of: graded.length }),
    ...rule("costPerTrialUsd", {
      limit: budgets.costPerTrialUsd,
      measured: mean(costs),
      known: costs.length,
      of: graded.length,
    }),
    ...rule("latencyP95Ms", {
      limit: budgets.latencyP95Ms,
      measured: quantile(latencies, 0.95),
      known: latencies.length,
      of: graded.length,
    }),
  ];
}

function rule(
  name: string,
  {
    limit,
    measured,
    known,
    of,
  }: { limit: number | undefined; measured: number | null; known: number; of: number },
): GateRule[] {
  if (limit === undefined) return [];
  const id = `budget ${name}`;
  if (measured === null)
    return [{ rule: id, outcome: "undecided", reason: `measured in none of ${of} trials` }];
  const reason = `${Number(measured.toPrecision(4))} of ${limit}, measured in ${known} of ${of} trials`;
  if (measured > limit) return [{ rule: id, outcome: "broken", reason }];
  return [{ rule: id, outcome: known < of ? "undecided" : "kept", reason }];
}
