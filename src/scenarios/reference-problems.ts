import type { Scenario } from "../contracts/scenario.ts";
import type { InputProblem } from "../shared/errors.ts";
import type { LocatePath } from "../shared/schema-problems.ts";

/** What the schema cannot see: ids that must exist elsewhere in the same file. */
export function referenceProblems({ id, expected }: Scenario, locate: LocatePath): InputProblem[] {
  const facts = expected.rootCause.facts.map((fact) => fact.id);
  const unknownFacts = expected.rootCause.accept.flatMap((clause, index) =>
    clause.all
      .filter((fact) => !facts.includes(fact))
      .map((fact) => ({
        problem: `scenario "${id}" accepts a root cause by a fact that is not defined`,
        at: locate(["expected", "rootCause", "accept", index, "all"]),
        expected: facts.join(", "),
        received: fact,
      })),
  );
  if (expected.acceptable.includes(expected.severity)) return unknownFacts;
  return [
    ...unknownFacts,
    {
      problem: `scenario "${id}" does not accept its own severity`,
      at: locate(["expected", "acceptable"]),
      expected: `a list with ${expected.severity}`,
      received: expected.acceptable.join(", "),
      fix: `add ${expected.severity}`,
    },
  ];
}
