import type { TrialFigures } from "../contracts/comparison.ts";
import type { Language } from "../contracts/language.ts";

/** The repeats of one scenario × language × model on both sides. */
export interface PairedCell {
  readonly scenarioId: string;
  readonly language: Language;
  readonly modelId: string;
  readonly baseline: readonly TrialFigures[];
  readonly candidate: readonly TrialFigures[];
}

export interface Pairing {
  /** Cells with at least one graded reply on each side, sorted by scenario, model and language. */
  readonly cells: readonly PairedCell[];
  /** Cells where one side has no graded reply. */
  readonly unpaired: number;
}

/**
 * Lines up two sides by scenario × language × model. Prompts are what differs, and repeats have no order, so
 * neither is part of the pairing.
 */
export function pairCells(baseline: readonly TrialFigures[], candidate: readonly TrialFigures[]): Pairing {
  const sides = { baseline: byCell(baseline), candidate: byCell(candidate) };
  const names = [...new Set([...sides.baseline.keys(), ...sides.candidate.keys()])].sort();
  const cells = names.flatMap((name): PairedCell[] => {
    const before = graded(sides.baseline.get(name));
    const after = graded(sides.candidate.get(name));
    const [first] = before;
    if (first === undefined || after.length === 0) return [];
    const { scenarioId, language, modelId } = first;
    return [{ scenarioId, language, modelId, baseline: before, candidate: after }];
  });
  return { cells, unpaired: names.length - cells.length };
}

function byCell(trials: readonly TrialFigures[]): Map<string, TrialFigures[]> {
  const cells = new Map<string, TrialFigures[]>();
  for (const trial of trials) {
    const name = JSON.stringify([trial.scenarioId, trial.modelId, trial.language]);
    const cell = cells.get(name) ?? [];
    cell.push(trial);
    cells.set(name, cell);
  }
  return cells;
}

/** A reply that stands there twice is one reply: copies say nothing about the model's noise. */
function graded(trials: readonly TrialFigures[] = []): TrialFigures[] {
  const seen = new Set<string>();
  return trials.filter(({ values, reply }) => {
    if (values === null) return false;
    if (reply === null) return true;
    const isNew = !seen.has(reply);
    seen.add(reply);
    return isNew;
  });
}
