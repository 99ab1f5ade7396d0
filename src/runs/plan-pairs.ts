import type { Language } from "../contracts/language.ts";
import type { Model } from "../contracts/model.ts";
import type { Prompt } from "../contracts/prompt.ts";
import type { Scenario } from "../contracts/scenario.ts";
import { type Random, shuffled } from "../statistics/random.ts";
import { type Cell, type Matrix, planCell } from "./plan-run.ts";

/** One place where two prompts are compared: scenario × model × language. */
export interface PairPlace {
  readonly scenario: Scenario;
  readonly model: Model;
  readonly language: Language;
}

/** The same question put to both prompts. */
export interface Pair {
  /** The index of its place. */
  readonly place: number;
  readonly baseline: Cell;
  readonly candidate: Cell;
  /** Both, in the order they are asked. */
  readonly asked: readonly [Cell, Cell];
}

export function pairPlaces({
  scenarios,
  models,
  languages,
}: Omit<Matrix, "prompts" | "repeats">): PairPlace[] {
  return scenarios.flatMap((scenario) =>
    models.flatMap((model) => languages.map((language) => ({ scenario, model, language }))),
  );
}

/**
 * Plans pairs that nobody has asked before: at each place the next repeat that neither prompt has a recording of,
 * never the same twice. An old reply is no fair partner for a new one: what has changed at the vendor since would look
 * like the candidate's doing.
 */
export function createPairPlanner(
  places: readonly PairPlace[],
  { baseline, candidate, has }: { baseline: Prompt; candidate: Prompt; has: (key: string) => boolean },
) {
  const nextRepeat = places.map(() => 0);
  const freshCells = (place: number): { baseline: Cell; candidate: Cell } => {
    const parts = places[place];
    if (parts === undefined) throw new RangeError(`no place ${place}`);
    for (;;) {
      const repeat = nextRepeat[place] ?? 0;
      nextRepeat[place] = repeat + 1;
      const cells = {
        baseline: planCell({ ...parts, prompt: baseline, repeat }),
        candidate: planCell({ ...parts, prompt: candidate, repeat }),
      };
      if (!has(cells.baseline.recordingKey) && !has(cells.candidate.recordingKey)) return cells;
    }
  };
  return {
    /** One fresh pair at each of the places, these and the two sides of each in an order of chance. */
    plan: (at: readonly number[], random: Random): Pair[] =>
      shuffled(at, random).map((place): Pair => {
        const { baseline: before, candidate: after } = freshCells(place);
        const asked: [Cell, Cell] = random.below(2) === 0 ? [before, after] : [after, before];
        return { place, baseline: before, candidate: after, asked };
      }),
  };
}
