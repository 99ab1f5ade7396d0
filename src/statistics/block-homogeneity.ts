import { fUpperTail } from "./distributions.ts";
import { mean } from "./mean.ts";
import { variance } from "./variance.ts";

/**
 * The chance of block means as far apart as these if only cells and their sampling made them differ. A small one (below
 * .01) says that something hit whole blocks on one side, such as a provider's incident, and that the betting test may err.
 *
 * F test of the block effect in a two-way layout, blocks × cells without interaction.
 *
 * @param blocks differences, one per cell, the cells in the same order in each block
 * @returns null below two blocks or two cells, and where nothing varies.
 */
export function blockHomogeneity(blocks: readonly (readonly number[])[]): number | null {
  const cells = blocks[0]?.length ?? 0;
  if (blocks.length < 2 || cells < 2) return null;
  const blockMeans = blocks.map(average);
  const cellMeans = Array.from({ length: cells }, (_, cell) =>
    average(blocks.map((block) => block[cell] ?? 0)),
  );
  const grand = average(blockMeans);
  const residuals = blocks.flatMap((block, b) =>
    block.map((value, cell) => value - (blockMeans[b] ?? 0) - (cellMeans[cell] ?? 0) + grand),
  );
  const numerator = blocks.length - 1;
  const denominator = numerator * (cells - 1);
  const noise = residuals.reduce((total, residual) => total + residual ** 2, 0) / denominator;
  const between = cells * (variance(blockMeans) ?? 0);
  if (noise === 0) return between === 0 ? null : 0;
  return fUpperTail(between / noise, { numerator, denominator });
}

function average(sample: readonly number[]): number {
  return mean(sample) ?? 0;
}
