import type { Mode } from "../contracts/run.ts";
import { expectedCostUsd, upperBoundCostUsd } from "../models/cost.ts";
import { formatCount, formatMoney } from "../reports/format-figures.ts";
import { type Cell, requestForCell } from "../runs/plan-run.ts";
import type { CallPlan } from "../runs/run-suite.ts";
import { type InputProblem, InvalidInputError } from "../shared/errors.ts";

/** Tokens of a full triage report, for estimates: the first real one had 1480. */
const TYPICAL_OUTPUT_TOKENS = 1500;

/** What calls would cost. Null: for at least one of them the price, or the limit of its reply, is unknown. */
export interface CallPrices {
  readonly expectedUsd: number | null;
  readonly atMostUsd: number | null;
  /** Models among them whose cost has no upper bound, each once. */
  readonly unbounded: readonly string[];
}

export function priceCalls(cells: readonly Cell[]): CallPrices {
  const priced = cells.map((cell) => {
    const request = requestForCell(cell);
    const { price } = cell.model;
    return {
      modelId: cell.model.id,
      expectedUsd: expectedCostUsd(request, price, { typicalOutputTokens: TYPICAL_OUTPUT_TOKENS }),
      atMostUsd: upperBoundCostUsd(request, price),
    };
  });
  return {
    expectedUsd: sumOfAllKnown(priced.map(({ expectedUsd }) => expectedUsd)),
    atMostUsd: sumOfAllKnown(priced.map(({ atMostUsd }) => atMostUsd)),
    unbounded: [
      ...new Set(priced.filter(({ atMostUsd }) => atMostUsd === null).map(({ modelId }) => modelId)),
    ],
  };
}

/** @throws InvalidInputError for every model whose spending no cap can bound. */
export function assertAffordable({ unbounded }: CallPrices): void {
  const problems = unbounded.map(
    (modelId): InputProblem => ({
      problem: `--max-cost cannot be kept for model "${modelId}"`,
      at: `evals/models.yaml, models.${modelId}`,
      expected: "a price and parameters.maxOutputTokens, which together bound what a call can cost",
      fix: "add them, or leave --max-cost out",
    }),
  );
  if (problems.length > 0) throw new InvalidInputError(problems);
}

/** The plan in words, shown before anything is spent. */
export function renderCallPlan(run: {
  cells: readonly Cell[];
  plan: CallPlan;
  mode: Mode;
  prices: CallPrices;
  maxCostUsd: number | null;
}): string {
  const { cells, plan, mode, prices, maxCostUsd } = run;
  const calls = plan.toCall.length;
  const missing = plan.notCalled.size;
  const lines = [
    `${formatCount(cells.length, "trial")} (${mode}): ${cells.length - calls - missing} recorded, ${calls} to call` +
      (calls === 0
        ? ""
        : `, about ${formatMoney(prices.expectedUsd)}, at most ${formatMoney(prices.atMostUsd)}`) +
      (maxCostUsd === null || calls === 0 ? "" : ` (cap ${formatMoney(maxCostUsd)})`),
  ];
  if (missing > 0) lines.push(missingLine([...plan.notCalled.keys()]));
  return `${lines.join("\n")}\n`;
}

function missingLine(cells: readonly Cell[]): string {
  const { expectedUsd } = priceCalls(cells);
  return (
    `${formatCount(cells.length, "trial")} not recorded. Recording would cost about ${formatMoney(expectedUsd)}: ` +
    `${howToGoLive(cells)}, then run again with --mode auto.`
  );
}

function howToGoLive(cells: readonly Cell[]): string {
  const variables = [...new Set(cells.map(({ model }) => model.keyVariable).filter((name) => name !== null))];
  return variables.length === 0 ? "start the endpoint" : `set ${variables.join(" and ")}`;
}

function sumOfAllKnown(values: readonly (number | null)[]): number | null {
  return values.reduce(
    (total, value) => (total === null || value === null ? null : total + value),
    0 as number | null,
  );
}
