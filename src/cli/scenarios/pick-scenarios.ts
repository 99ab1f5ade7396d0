import type { Scenario } from "../../contracts/scenario.ts";
import { InvalidInputError } from "../../shared/errors.ts";
import { unknownName } from "../../shared/unknown-name.ts";

/** @throws InvalidInputError with every id that is none, and the nearest one that is. */
export function pickScenarios(library: ReadonlyMap<string, Scenario>, ids: readonly string[]): Scenario[] {
  const unknown = ids.filter((id) => !library.has(id));
  if (unknown.length > 0) {
    throw new InvalidInputError(unknown.map((id) => unknownName("scenario", id, [...library.keys()])));
  }
  return [...library.values()].filter(({ id }) => ids.includes(id));
}
