import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Language } from "../contracts/language.ts";
import type { Scenario } from "../contracts/scenario.ts";
import { incidentText } from "../runs/plan-run.ts";
import type { Library } from "../runs/select-matrix.ts";
import { InvalidInputError, systemErrorCode } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";
import type { CliContext } from "./context.ts";

/** An incident to triage. */
export interface Incident {
  /** Null for a text that is no scenario. */
  readonly scenario: Scenario | null;
  readonly title: string;
  readonly text: string;
}

/**
 * The incident an argument names: a scenario's id, a file, or "-" for standard input.
 *
 * @throws InvalidInputError when it is none of them, or empty.
 */
export async function findIncident(
  argument: string,
  { library, language, context }: { library: Library; language: Language; context: CliContext },
): Promise<Incident> {
  const scenario = library.scenarios.get(argument);
  if (scenario !== undefined) {
    return {
      scenario,
      title: scenario.title[language] ?? scenario.title.en,
      text: incidentText(scenario, language),
    };
  }
  const isStdin = argument === "-";
  const text = isStdin ? await context.readStdin() : await readIncidentFile(argument, { library, context });
  if (text.trim() === "") {
    throw new InvalidInputError({
      problem: "the incident text is empty",
      at: isStdin ? "standard input" : argument,
      expected: "alerts, logs, deploy history, chat notes: whatever the on-call engineer has",
    });
  }
  return {
    scenario: null,
    title: isStdin ? "Incident from standard input" : `Incident from ${argument}`,
    text,
  };
}

async function readIncidentFile(
  argument: string,
  { library, context }: { library: Library; context: CliContext },
): Promise<string> {
  try {
    return await readFile(resolve(context.userFolder, argument), "utf8");
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    const problem = unknownName("scenario", argument, [...library.scenarios.keys()]);
    throw new InvalidInputError({
      ...problem,
      problem: `there is no scenario "${argument}", and no readable file (${code})`,
    });
  }
}
