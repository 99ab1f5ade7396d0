import { CommanderError } from "commander";
import { InvalidInputError, OutsideError } from "../shared/errors.ts";
import type { CliContext } from "./context.ts";

/** What a command's exit code says. The README prints the same table. */
export const EXIT = {
  done: 0,
  noGo: 1,
  badInput: 2,
  outside: 3,
  inconclusive: 4,
  bug: 70,
  interrupted: 130,
} as const;

/** Tells the user what went wrong on standard error, and gives the exit code. Only a bug shows its stack. */
export function exitCodeFor(error: unknown, { stderr }: Pick<CliContext, "stderr">): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done; // --help and --version
    if (error.code === "commander.help") return EXIT.badInput; // a sub-command is missing: its help is printed
    stderr(`${error.message.replace(/^error: /, "")}\n  try: --help\n`);
    return EXIT.badInput;
  }
  if (error instanceof InvalidInputError) {
    stderr(`${error.message}\n`);
    return EXIT.badInput;
  }
  if (error instanceof OutsideError) {
    stderr(`${error.message}\n${error.fix === null ? "" : `  try: ${error.fix}\n`}`);
    return EXIT.outside;
  }
  stderr(`This is a bug in Firedrill. Please report it with what follows.\n${stackOf(error)}\n`);
  return EXIT.bug;
}

export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
