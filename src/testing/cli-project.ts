import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const REPOSITORY = resolve(import.meta.dirname, "../..");
const DATA_FOLDERS = ["scenarios", "prompts", "evals", "results"];
/** What a machine or its people gather; and baselines: a test that wants one approves its own. */
const LEFT_OUT = [
  "results/runs",
  "results/incidents",
  "results/labels",
  "results/recordings/private",
  "results/baselines",
];
const COPIED_FILES = ["package.json", "promptfooconfig.yaml"];

export interface CliResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of the project's data in a folder of its own, and the real command line to run in it. */
export interface CliProject {
  readonly folder: string;
  run(
    args: readonly string[],
    options?: { input?: string; env?: Record<string, string> },
  ): Promise<CliResult>;
  /** Starts a command without waiting for it: to be killed or interrupted. */
  start(args: readonly string[], options?: { env?: Record<string, string> }): ChildProcess;
  path(...parts: string[]): string;
  read(...parts: string[]): Promise<string>;
  write(path: string, text: string): Promise<void>;
  edit(path: string, edit: (text: string) => string): Promise<void>;
}

export async function createCliProject(): Promise<CliProject> {
  const folder = await mkdtemp(join(tmpdir(), "firedrill-project-"));
  const isTaken = (source: string) =>
    !LEFT_OUT.some((name) => source.startsWith(join(REPOSITORY, name))) &&
    !/recordings\/sim-[^/]*$/.test(source);
  await Promise.all(
    DATA_FOLDERS.map((name) =>
      cp(join(REPOSITORY, name), join(folder, name), { recursive: true, filter: isTaken }),
    ),
  );
  await Promise.all(COPIED_FILES.map((name) => cp(join(REPOSITORY, name), join(folder, name))));
  await symlink(join(REPOSITORY, "src"), join(folder, "src"));
  await symlink(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));

  const path = (...parts: string[]) => join(folder, ...parts);
  const start: CliProject["start"] = (args, { env = {} } = {}) =>
    spawn(process.execPath, ["--import", "tsx", join(REPOSITORY, "src/cli.ts"), ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, INIT_CWD: folder, ...env },
      stdio: ["pipe", "pipe", "pipe"],
    });
  return {
    folder,
    path,
    start,
    run: (args, { input = "", ...options } = {}) => finish(start(args, options), input),
    read: (...parts) => readFile(path(...parts), "utf8"),
    write: (name, text) => writeFile(path(name), text),
    edit: async (name, edit) => writeFile(path(name), edit(await readFile(path(name), "utf8"))),
  };
}

/** Everything a child printed and how it ended. */
export function finish(child: ChildProcess, input = ""): Promise<CliResult> {
  return new Promise((settle, fail) => {
    const output = { stdout: "", stderr: "" };
    child.stdout?.on("data", (chunk) => {
      output.stdout += String(chunk);
    });
    child.stderr?.on("data", (chunk) => {
      output.stderr += String(chunk);
    });
    child.on("error", fail);
    child.on("close", (exitCode) => settle({ exitCode, ...output }));
    child.stdin?.end(input);
  });
}

/** `evals/models.yaml` with models that a local server serves, each at its own address. */
export function modelsYaml(endpoints: Readonly<Record<string, string>>, changes = ""): string {
  const entries = Object.entries(endpoints).map(
    ([id, endpoint]) => `  ${id}:
    api: openai
    label: ${id}
    provider: test
    endpoint: ${endpoint}
    model: ${id}
    keyVariable: TEST_KEY
    output: json_object
    parameters: { temperature: 0, maxOutputTokens: 2000 }
    price: { inputPerMillion: 1, cachedInputPerMillion: null, outputPerMillion: 2, asOf: 2026-01-01, source: a test }
    maxRetries: 2
    timeoutSeconds: 10
${changes}`,
  );
  return `models:\n${entries.join("")}`;
}
