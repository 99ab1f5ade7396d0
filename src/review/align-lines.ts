/** A line of the old text, of the new text, or one of each that became the other. */
export interface LinePair {
  readonly before: string | null;
  readonly after: string | null;
}

/** More pairs than this are not weighed: texts that long and that different are two texts. */
const MOST_PAIRS = 2500;

/**
 * Pairs old lines with new ones in their order, so that the likenesses of all pairs together are as great as can be. A line that
 * nothing is like enough stays alone, the old ones first.
 *
 * @param likeness 0 to 1; 0 for two lines that must not be paired
 */
export function alignLines(
  before: readonly string[],
  after: readonly string[],
  likeness: (before: string, after: string) => number,
): LinePair[] {
  if (before.length * after.length > MOST_PAIRS) return [...before.map(removed), ...after.map(added)];
  const alike = before.map((old) => after.map((line) => likeness(old, line)));
  const best = bestFrom(alike, after.length);
  const bestAt = (i: number, j: number) => best[i]?.[j] ?? 0;

  const pairs: LinePair[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const like = alike[i]?.[j] ?? 0;
    if (like > 0 && bestAt(i, j) === like + bestAt(i + 1, j + 1)) {
      pairs.push({ before: before[i++] ?? null, after: after[j++] ?? null });
    } else if (i < before.length && (j === after.length || bestAt(i + 1, j) >= bestAt(i, j + 1))) {
      pairs.push(removed(before[i++] ?? ""));
    } else {
      pairs.push(added(after[j++] ?? ""));
    }
  }
  return pairs;
}

/** At [i][j]: the greatest sum of likenesses from the i-th old and j-th new line on. */
function bestFrom(alike: readonly (readonly number[])[], width: number): number[][] {
  const best = Array.from({ length: alike.length + 1 }, () => new Array<number>(width + 1).fill(0));
  for (let i = alike.length - 1; i >= 0; i -= 1) {
    const [row = [], below = []] = [best[i], best[i + 1]];
    for (let j = width - 1; j >= 0; j -= 1) {
      const paired = (alike[i]?.[j] ?? 0) + (below[j + 1] ?? 0);
      row[j] = Math.max(paired, below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return best;
}

function removed(line: string): LinePair {
  return { before: line, after: null };
}

function added(line: string): LinePair {
  return { before: null, after: line };
}
