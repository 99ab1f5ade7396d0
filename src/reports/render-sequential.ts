import type { Provenance } from "../contracts/recording.ts";
import type { SequentialOutcome } from "../contracts/sequential.ts";
import { formatCount, formatMoney, formatPercent, UNKNOWN } from "./format-figures.ts";
import { formatDifference, formatSize } from "./format-metric.ts";
import { printableLine } from "./printable.ts";
import { legendOf } from "./provenance-legend.ts";
import { coloursFor, type Terminal } from "./terminal.ts";
import { wrapItem, wrapProse } from "./wrap-prose.ts";

type Known = Pick<SequentialOutcome, "unit" | "estimate" | "interval">;

/** What is known after a block, in one line: interval, what was spent, what is likely left. */
export function renderBlockEnd(
  block: Known &
    Pick<SequentialOutcome, "blocks" | "plannedBlocks" | "tolerance" | "spentUsd"> & {
      readonly likelyBlocksLeft: number | null;
    },
): string {
  const { blocks, plannedBlocks, unit, tolerance, spentUsd, likelyBlocksLeft } = block;
  const left =
    likelyBlocksLeft === null
      ? []
      : [
          `about ${formatCount(likelyBlocksLeft, "block")}${spentUsd === null ? "" : ` and ${formatMoney((spentUsd / blocks) * likelyBlocksLeft)}`} left`,
        ];
  return [
    `block ${blocks} of at most ${plannedBlocks}`,
    `difference ${differenceOf(block)}`,
    `tolerance ${formatSize(unit, tolerance)}`,
    `${formatMoney(spentUsd)} spent`,
    ...left,
  ].join(" · ");
}

/** The verdict for a terminal, with all that it rests on. */
export function renderSequential(outcome: SequentialOutcome, terminal: Terminal): string {
  const { width } = terminal;
  const colours = coloursFor(terminal);
  const { verdict, reason, metric, unit, tolerance, baseline, candidate } = outcome;
  const colour = { pass: colours.green, fail: colours.red, inconclusive: colours.yellow }[verdict];
  const head = `${printableLine(baseline)} → ${printableLine(candidate)}, ${metric}: ${verdict}, ${reason}`;
  return `${[
    ...wrapProse(colours.bold(colour(head)), { width }),
    ...[
      `difference ${differenceOf(outcome)} against a tolerated loss of ${formatSize(unit, tolerance)}; the interval holds at ${formatPercent(1 - 2 * outcome.alpha)} although it was looked at after every block`,
      ...evidenceLines(outcome),
      savingsLine(outcome),
    ].flatMap((text) => wrapItem(text, { width, marker: "  " })),
    ...legend(outcome).flatMap((text) => wrapItem(text, { width, marker: "" }).map(colours.yellow)),
  ].join("\n")}\n`;
}

function differenceOf({ unit, estimate, interval }: Known): string {
  if (estimate === null || interval === null) return UNKNOWN;
  const [mean, low, high] = [estimate, interval.low, interval.high].map((one) => formatDifference(unit, one));
  return `${mean} [${low}, ${high}]`;
}

function evidenceLines({
  cells,
  blocks,
  plannedBlocks,
  unresolvedPairs,
  pairsAskedAgain,
  homogeneity,
}: SequentialOutcome) {
  return [
    `${blocks} of at most ${formatCount(plannedBlocks, "block")} of ${formatCount(cells, "pair")}` +
      (unresolvedPairs === 0
        ? ""
        : `; ${formatCount(unresolvedPairs, "pair")} without a value, counted against any verdict`) +
      (pairsAskedAgain === 0
        ? ""
        : `; ${formatCount(pairsAskedAgain, "pair")} asked again after a failed call`),
    ...(homogeneity === null ? [] : [`blocks this different have a chance of p = ${homogeneity.toFixed(2)}`]),
  ];
}

function savingsLine({ calls, fixedCalls, plannedBlocks, spentUsd }: SequentialOutcome): string {
  const saved = Math.max(0, 1 - calls / fixedCalls);
  return `${formatCount(calls, "call")}, ${formatMoney(spentUsd)}; ${plannedBlocks} repeats of everything would have been ${fixedCalls}: ${formatPercent(saved)} saved`;
}

function legend({ provenance }: SequentialOutcome): string[] {
  const kinds: readonly Provenance[] = ["imported", "authored", "simulated"];
  return kinds
    .filter((kind) => (provenance[kind] ?? 0) > 0)
    .map((kind) => `${kind}: ${legendOf(kind, "en") ?? ""}`);
}
