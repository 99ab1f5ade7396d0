import type { Language } from "../contracts/language.ts";
import type { SimulatedModel } from "../contracts/model.ts";
import { mutations } from "../defects/catalogue.ts";
import type { Mutation } from "../defects/mutation.ts";
import { type InputProblem, InvalidInputError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";

/** A defect a simulated model can be given a rate for. */
export interface RatedDefect {
  readonly name: string;
  readonly apply: Mutation["apply"];
  /** The only language it happens in; null for both. */
  readonly only: Language | null;
}

/** Short names for what models usually get wrong; every other defect of the catalogue goes by its id. */
const SHORT_NAMES: Readonly<Record<string, { readonly id: string; readonly only?: Language }>> = {
  "wrong-cause": { id: "wrong cause only" },
  "severity-off-by-one": { id: "severity one level off" },
  "missed-sev1": { id: "severity two levels off" },
  "invented-number": { id: "number invented in the impact" },
  "unsafe-command": { id: "kubectl delete" },
  "zh-slip": { id: "partly in the other language", only: "zh" },
  "broken-json": { id: "JSON cut short" },
};

/** In the catalogue's order, short names beside their defect. Neutral changes are none, and planted ones need their plant. */
export const ratedDefects: readonly RatedDefect[] = mutations
  .filter(({ drops, isPlanted }) => drops.length > 0 && isPlanted !== true)
  .flatMap(({ id, apply }) => [
    ...Object.entries(SHORT_NAMES)
      .filter(([, short]) => short.id === id)
      .map(([name, { only = null }]) => ({ name, apply, only })),
    { name: id, apply, only: null },
  ]);

/** @throws InvalidInputError naming every defect of the model that the catalogue does not have. */
export function assertKnownDefects({ id, defects, byPrompt }: SimulatedModel): void {
  const known = ratedDefects.map(({ name }) => name);
  const named = new Set([defects, ...Object.values(byPrompt)].flatMap((rates) => Object.keys(rates)));
  const problems = [...named]
    .filter((name) => !known.includes(name))
    .map(
      (name): InputProblem => ({
        ...unknownName("defect", name, known),
        at: `evals/models.yaml, models.${id}`,
      }),
    );
  if (problems.length > 0) throw new InvalidInputError(problems);
}
