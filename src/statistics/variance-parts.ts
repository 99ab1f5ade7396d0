import { mean, sum } from "./mean.ts";

/** Where the spread of a score comes from; variances, in squared score units, never below 0. */
export interface VarianceParts {
  readonly scenario: number;
  readonly language: number;
  readonly scenarioByLanguage: number;
  /** Between repeats of one cell: the model's own sampling. */
  readonly repeat: number;
}

/**
 * Splits the variance of a balanced layout by analysis of variance (method of moments).
 *
 * @param values `[scenario][language][repeat]`, every cell with the same number of repeats
 * @returns null where there are fewer than two of scenarios, languages or repeats.
 */
export function varianceParts(values: readonly (readonly (readonly number[])[])[]): VarianceParts | null {
  const scenarios = values.length;
  const languages = values[0]?.length ?? 0;
  const repeats = values[0]?.[0]?.length ?? 0;
  if (scenarios < 2 || languages < 2 || repeats < 2) return null;

  const cellMeans = values.map((row) => row.map(average));
  const grand = average(cellMeans.flat());
  const scenarioMeans = cellMeans.map(average);
  const languageMeans = Array.from({ length: languages }, (_, l) =>
    average(cellMeans.map((row) => row[l] ?? 0)),
  );

  const within = sum(
    values.flatMap((row, s) =>
      row.flatMap((cell, l) => cell.map((value) => (value - at(cellMeans, s, l)) ** 2)),
    ),
  );
  const interaction = sum(
    cellMeans.flatMap((row, s) =>
      row.map((cell, l) => (cell - (scenarioMeans[s] ?? 0) - (languageMeans[l] ?? 0) + grand) ** 2),
    ),
  );
  const meanSquare = {
    scenario: (languages * repeats * squares(scenarioMeans, grand)) / (scenarios - 1),
    language: (scenarios * repeats * squares(languageMeans, grand)) / (languages - 1),
    interaction: (repeats * interaction) / ((scenarios - 1) * (languages - 1)),
    within: within / (scenarios * languages * (repeats - 1)),
  };
  return {
    scenario: Math.max(0, (meanSquare.scenario - meanSquare.interaction) / (languages * repeats)),
    language: Math.max(0, (meanSquare.language - meanSquare.interaction) / (scenarios * repeats)),
    scenarioByLanguage: Math.max(0, (meanSquare.interaction - meanSquare.within) / repeats),
    repeat: meanSquare.within,
  };
}

function squares(sample: readonly number[], centre: number): number {
  return sum(sample.map((value) => (value - centre) ** 2));
}

function average(sample: readonly number[]): number {
  return mean(sample) ?? 0;
}

function at(table: readonly (readonly number[])[], row: number, column: number): number {
  return table[row]?.[column] ?? 0;
}
