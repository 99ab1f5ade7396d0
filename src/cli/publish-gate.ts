import { randomUUID } from "node:crypto";
import { appendFile } from "node:fs/promises";
import type { GateView } from "../reports/gate-view.ts";
import { renderGate } from "../reports/render-gate.ts";
import { renderGateAnnotations } from "../reports/render-gate-annotations.ts";
import { renderGateJson } from "../reports/render-gate-json.ts";
import { renderGateJunit } from "../reports/render-gate-junit.ts";
import { renderGateMarkdown } from "../reports/render-gate-markdown.ts";
import { OutsideError, systemErrorCode } from "../shared/errors.ts";
import type { CliContext } from "./context.ts";
import { writeOut } from "./write-out.ts";

export interface PublishFlags {
  readonly json?: boolean;
  readonly junit?: string;
  readonly markdown?: string;
  readonly github?: boolean;
}

/** Prints the decision, and writes it wherever it was asked for. */
export async function publishGate(view: GateView, flags: PublishFlags, context: CliContext): Promise<void> {
  const text = flags.json ? renderGateJson(view) : renderGate(view, context.display);
  context.stdout(flags.github && !flags.json ? withoutCommands(text) : text);
  if (flags.junit !== undefined) await writeOut(flags.junit, renderGateJunit(view), context);
  if (flags.markdown !== undefined) await writeOut(flags.markdown, renderGateMarkdown(view), context);
  if (!flags.github) return;
  // JSON stays JSON: the runner reads commands from standard error as well.
  (flags.json ? context.stderr : context.stdout)(renderGateAnnotations(view));
  const summary = context.env.GITHUB_STEP_SUMMARY;
  if (summary !== undefined && summary !== "") await appendSummary(summary, renderGateMarkdown(view));
}

/** Findings quote models: the runner must not take a line of theirs for a command, and cannot guess the word that ends this. */
function withoutCommands(text: string): string {
  const token = randomUUID();
  return `::stop-commands::${token}\n${text}::${token}::\n`;
}

async function appendSummary(path: string, text: string): Promise<void> {
  try {
    await appendFile(path, text);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    throw new OutsideError(`the step summary cannot be written to ${path} (${code})`, {
      cause: error,
      fix: "leave out --github, or unset GITHUB_STEP_SUMMARY",
    });
  }
}
