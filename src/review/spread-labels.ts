/**
 * Places for labels that want to stand at these heights and must not touch: each as near to its own as the gap allows, in
 * the same order from top to bottom.
 *
 * @returns one place per wish, in the order given.
 */
export function spreadLabels(wishes: readonly number[], gap: number): number[] {
  const order = wishes.map((_, index) => index).sort((a, b) => at(wishes, a) - at(wishes, b));
  const places = [...wishes];
  for (const block of blocksOf(
    order.map((index) => at(wishes, index)),
    gap,
  )) {
    for (let line = 0; line < block.count; line += 1) {
      places[at(order, block.first + line)] = block.top + line * gap;
    }
  }
  return places;
}

interface Block {
  readonly first: number;
  readonly count: number;
  readonly top: number;
}

/** Labels that would touch stand in one block, centred on what its members wish. */
function blocksOf(sorted: readonly number[], gap: number): Block[] {
  const blocks: Block[] = [];
  for (const [index, wish] of sorted.entries()) {
    let block: Block = { first: index, count: 1, top: wish };
    for (
      let above = blocks.at(-1);
      above !== undefined && touches(above, block, gap);
      above = blocks.at(-1)
    ) {
      blocks.pop();
      block = joined(above, block, { sorted, gap });
    }
    blocks.push(block);
  }
  return blocks;
}

function touches(above: Block, below: Block, gap: number): boolean {
  return above.top + above.count * gap > below.top;
}

function joined(
  above: Block,
  below: Block,
  { sorted, gap }: { sorted: readonly number[]; gap: number },
): Block {
  const count = above.count + below.count;
  const members = sorted.slice(above.first, above.first + count);
  const middle = members.reduce((total, wish) => total + wish, 0) / count;
  return { first: above.first, count, top: middle - ((count - 1) * gap) / 2 };
}

function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? Number.NaN;
}
