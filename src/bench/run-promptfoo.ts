import { type ChildProcess, spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { open, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { type Cell, requestForCell } from "../runs/plan-run.ts";
import type { EngineCase } from "./engine-cases.ts";

const ROWS = "rows.jsonl";
export const PROMPTFOO_LOG = "promptfoo.log";

/**
 * promptfoo's command line with the same request, repeated: its own scheduler, retries, concurrency flag
 * and database; no cache, which would answer all repeats with one reply.
 */
export async function startPromptfoo(
  { url, folder, cell }: { readonly url: string; readonly folder: string; readonly cell: Cell },
  { trials, concurrency }: EngineCase,
): Promise<ChildProcess> {
  await writeFile(join(folder, "promptfooconfig.json"), JSON.stringify(configFor(url, cell)));
  const log = await open(join(folder, PROMPTFOO_LOG), "w");
  const entry = resolve("node_modules/promptfoo/dist/src/entrypoint.js");
  const flags = ["--no-cache", "--no-table", "--no-progress-bar", "--no-share"];
  const sizes = ["--repeat", String(trials), "-j", String(concurrency)];
  const child = spawn(process.execPath, [entry, "eval", ...flags, ...sizes, "-o", ROWS], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      PROMPTFOO_CONFIG_DIR: folder,
      PROMPTFOO_DISABLE_TELEMETRY: "1",
      PROMPTFOO_DISABLE_UPDATE: "1",
      PROMPTFOO_DISABLE_SHARING: "1",
      PROMPTFOO_DISABLE_TEMPLATING: "true",
    },
    stdio: ["ignore", log.fd, log.fd],
  });
  child.once("exit", () => log.close());
  return child;
}

function configFor(url: string, cell: Cell) {
  const { messages, parameters, model } = requestForCell(cell);
  return {
    prompts: [JSON.stringify(messages)],
    providers: [{ id: `openai:chat:${model}`, config: { ...parameters, apiBaseUrl: url, apiKey: "none" } }],
    tests: [{ assert: [{ type: "is-json" }] }],
  };
}

/** Rows of its results that hold a reply. */
export async function countPromptfooReplies(folder: string): Promise<number> {
  let replies = 0;
  for await (const line of createInterface({ input: createReadStream(join(folder, ROWS)) })) {
    const row: unknown = JSON.parse(line);
    const isReply = typeof row === "object" && row !== null && "success" in row && row.success === true;
    if (isReply) replies += 1;
  }
  return replies;
}
