import { closestMatch } from "leven";
import type { InputProblem } from "./errors.ts";

/** A name that is not in a list, with the nearest one that is. */
export function unknownName(kind: string, name: string, known: readonly string[]): InputProblem {
  const near = closestMatch(name, known, { maxDistance: Math.ceil(name.length / 3) });
  return {
    problem: `there is no ${kind} "${name}"`,
    expected: known.length === 0 ? `a ${kind}; none is defined yet` : known.join(", "),
    received: name,
    ...(near === undefined ? {} : { fix: near }),
  };
}
