import { resolve } from "node:path";
import type { Command } from "commander";

const DEFAULT_WIDTH = 100;

/** What a command may know of the world outside: made once from the process, replaced in tests. */
export interface CliContext {
  /** The project's folder. */
  readonly root: string;
  /** Where the user stood: what a path on the command line is relative to. */
  readonly userFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly readStdin: () => Promise<string>;
  /** How standard output shows: width in columns, and whether colours arrive at a person. */
  readonly display: { readonly width: number; readonly colour: boolean };
  /** Whether standard error is a terminal whose last line can be written over. */
  readonly canRedraw: boolean;
  readonly onInterrupt: (listener: () => void) => void;
}

/** A command ready to read its arguments, and the exit code it came to. */
export interface CliCommand {
  readonly command: Command;
  readonly exitCode: () => number;
}

export function createContext(process: NodeJS.Process): CliContext {
  const { stdout, stderr, stdin, env } = process;
  return {
    root: process.cwd(),
    // npm changes into the project's folder and says here where it was called.
    userFolder: env.INIT_CWD ?? process.cwd(),
    env,
    now: () => new Date(),
    stdout: (text) => void stdout.write(text),
    stderr: (text) => void stderr.write(text),
    readStdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
      return Buffer.concat(chunks).toString("utf8");
    },
    display: {
      width: stdout.isTTY ? stdout.columns : DEFAULT_WIDTH,
      colour: stdout.isTTY === true && !env.NO_COLOR,
    },
    canRedraw: stderr.isTTY === true,
    onInterrupt: (listener) => {
      process.on("SIGINT", listener);
      process.on("SIGTERM", listener);
    },
  };
}

/** Where everything is. Top-level names are fixed; only `results` can be moved by a flag. */
export function projectPaths({ root, userFolder }: CliContext, results?: string) {
  const resultsFolder = results === undefined ? resolve(root, "results") : resolve(userFolder, results);
  return {
    scenarios: resolve(root, "scenarios"),
    prompts: resolve(root, "prompts"),
    suites: resolve(root, "evals"),
    models: resolve(root, "evals/models.yaml"),
    recordings: resolve(resultsFolder, "recordings"),
    /** Replies about real incidents: not for the repository. */
    privateRecordings: resolve(resultsFolder, "recordings/private"),
    runs: resolve(resultsFolder, "runs"),
    incidents: resolve(resultsFolder, "incidents"),
    baselines: resolve(resultsFolder, "baselines"),
    labels: resolve(resultsFolder, "labels"),
  };
}
