import { parseArgs } from "node:util";
import { InvalidInputError } from "../shared/errors.ts";

const FLAGS = { full: { type: "boolean", default: false } } as const;

/** Whether `--full` is given, for benchmarks whose long cases are left out else. @throws InvalidInputError for another flag. */
export function readFullFlag(args: readonly string[]): boolean {
  try {
    return parseArgs({ args: [...args], options: FLAGS }).values.full;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new InvalidInputError({
      problem: error.message,
      expected: "nothing or --full",
      received: args.join(" "),
    });
  }
}
