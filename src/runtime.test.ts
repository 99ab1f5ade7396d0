import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");
const run = promisify(execFile);

/** As an npm script sees it: the project's own bins first, whatever Node the system has behind them. */
const env = { ...process.env, PATH: `${ROOT}/node_modules/.bin:${process.env.PATH}` };

describe("the runtime that npm brings", () => {
  const { optionalDependencies } = JSON.parse(readFileSync(`${ROOT}/package.json`, "utf8"));

  it("is Node 24 for this test runner", () => {
    expect(process.versions.node).toMatch(/^24\./);
    expect(process.execPath).toContain("node_modules");
  });

  it.each(["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win-x64"])(
    "is locked for %s",
    (platform) => {
      const name = Object.keys(optionalDependencies).find((dependency) => dependency.endsWith(platform));
      const { packages } = JSON.parse(readFileSync(`${ROOT}/package-lock.json`, "utf8"));
      expect(packages[`node_modules/${name}`]).toMatchObject({
        version: expect.stringMatching(/^24\./),
        integrity: expect.any(String),
      });
    },
  );

  it("is Node 24 for tsx, which runs every command", async () => {
    const { stdout } = await run("tsx", ["--eval", "console.log(process.version)"], { env });
    expect(stdout).toMatch(/^v24\./);
  });

  it("is Node 24 for an npm script and for npx, even when npm itself runs on an older Node", async () => {
    const { stdout: script } = await run("npm", ["exec", "--offline", "--", "node", "--version"], {
      cwd: ROOT,
      env: { ...process.env, PATH: systemPath() },
    });
    expect(script).toMatch(/^v24\./);
  });
});

/** The PATH of a user's shell, before npm put anything in front of it. */
function systemPath(): string {
  const entries = (process.env.PATH ?? "").split(delimiter);
  return entries.filter((entry) => !entry.includes("node_modules")).join(delimiter);
}
