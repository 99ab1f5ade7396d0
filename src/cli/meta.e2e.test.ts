import { resolve } from "node:path";
import { expect, it } from "vitest";
import type { CliContext } from "./context.ts";
import { metaCommand } from "./meta.ts";

const ROOT = resolve(import.meta.dirname, "../..");

async function run(...argv: string[]): Promise<{ stdout: string; exitCode: number }> {
  let stdout = "";
  const context: CliContext = {
    root: ROOT,
    userFolder: ROOT,
    env: {},
    now: () => new Date(0),
    stdout: (text) => {
      stdout += text;
    },
    stderr: () => {},
    readStdin: async () => "",
    display: { width: 120, colour: false },
    canRedraw: false,
    onInterrupt: () => {},
  };
  const { command, exitCode } = metaCommand(context);
  await command.exitOverride().parseAsync(argv, { from: "user" });
  return { stdout, exitCode: exitCode() };
}

it("prints both tables by default, and lists disagreements with the reason of the label", async () => {
  const { stdout, exitCode } = await run("--list");
  expect(exitCode).toBe(0);
  expect(stdout).toContain("Against people's labels");
  expect(stdout).toMatch(/^root-cause accept +\d+ +0 /m);
  expect(stdout).toMatch(/^number invented in the impact +\d+/m);
  expect(stdout).toMatch(
    /root-cause accept · payment-pool-exhaustion\.en · in-other-words \(paraphrase\)\n {2}why: /,
  );
  expect(stdout).toContain("everything moved as declared and nothing else did");
});

it("prints the same as JSON", async () => {
  const { stdout } = await run("graders", "--json");
  const { measures, mutations } = JSON.parse(stdout);
  expect(measures[0]).toMatchObject({ id: "root-cause accept", language: "en" });
  expect(mutations[0]).toMatchObject({ id: "wrong cause first", problems: [] });
});
