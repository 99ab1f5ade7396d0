import { spawn } from "node:child_process";
import type { CliContext } from "./context.ts";

const OPENERS: Partial<Readonly<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  // `start` takes its first quoted argument for the title of a window.
  win32: ["cmd", "/c", "start", ""],
};

/** Opens an address in the reader's browser; where that cannot be done, says so and goes on. */
export function openInBrowser(address: string, { stderr }: Pick<CliContext, "stderr">): void {
  const [program, ...args] = OPENERS[process.platform] ?? ["xdg-open"];
  const child = spawn(program, [...args, address], { stdio: "ignore", detached: true });
  child.on("error", () =>
    stderr(`The browser could not be opened (${program}): open the address yourself.\n`),
  );
  child.unref();
}
