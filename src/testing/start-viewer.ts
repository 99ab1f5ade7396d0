import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { CliProject } from "./cli-project.ts";

/** A running `npm run view`. */
export interface RunningViewer {
  readonly child: ChildProcess;
  /** As it says where it is: ends in "#/" or a run's address. */
  readonly address: string;
  /** The server's own, without a slash at the end. */
  readonly origin: string;
  readonly stdout: string;
  /** Resolves once it has ended. */
  stop(): Promise<void>;
}

/** Starts the review pages, and waits until they are served. @throws where the command ends instead, with what it says. */
export async function startViewer(project: CliProject, args: readonly string[] = []): Promise<RunningViewer> {
  const child = project.start(["view", ...args]);
  const { stdout: out, stderr: err } = child;
  if (out === null || err === null) throw new Error("the viewer's output is not piped");
  let [stdout, stderr] = ["", ""];
  err.on("data", (chunk) => {
    stderr += String(chunk);
  });
  const ended = once(child, "close");
  while (!stdout.includes("\n")) {
    const [chunk] = await Promise.race([
      once(out, "data"),
      ended.then(() => Promise.reject(new Error(`view ended: ${stderr}`))),
    ]);
    stdout += String(chunk);
  }
  const address = /http:\S+/.exec(stdout)?.[0] ?? "";
  return {
    ...{ child, address, stdout },
    origin: new URL(address).origin,
    async stop() {
      child.kill("SIGINT");
      await ended;
    },
  };
}
