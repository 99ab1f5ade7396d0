import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { OutsideError } from "../shared/errors.ts";
import { measureProcess, type ProcessCost } from "./child-process.ts";

const CLI = fileURLToPath(new URL("../cli.ts", import.meta.url));

/** One of our commands as a process of its own, run to its end. @throws OutsideError where it fails, with what it says. */
export async function runCommand(args: readonly string[]): Promise<ProcessCost> {
  const { child, told } = start(args);
  const cost = await measureProcess(child);
  if (cost.exitCode !== 0) throw new OutsideError(`${args[0]} ended with ${cost.exitCode}: ${told()}`);
  return cost;
}

export interface RunningViewer {
  /** Of the run's page. */
  readonly address: string;
  /** Ends it. */
  stop(): Promise<ProcessCost>;
}

/** `view` on a run, once it is served. */
export async function startViewer(runPath: string, results: string): Promise<RunningViewer> {
  const { child, told } = start(["view", runPath, "--results", results]);
  const cost = measureProcess(child);
  const address = await Promise.race([
    firstAddress(child),
    cost.then(({ exitCode }) => {
      throw new OutsideError(`view ended with ${exitCode}: ${told()}`);
    }),
  ]);
  return {
    address,
    stop: () => {
      child.kill("SIGINT");
      return cost;
    },
  };
}

function start(args: readonly string[]) {
  const child = fork(CLI, args, { silent: true });
  let told = "";
  child.stderr?.on("data", (chunk) => {
    told += String(chunk);
  });
  child.stdout?.resume();
  return { child, told: () => told.trim() };
}

async function firstAddress({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error("the command's output is not piped");
  let text = "";
  for (;;) {
    const [chunk] = await once(stdout, "data");
    text += String(chunk);
    const [address] = /http:\S+(?=\n)/.exec(text) ?? [];
    if (address !== undefined) return address;
  }
}
