import nunjucks from "nunjucks";
import type { Language } from "../contracts/language.ts";
import type { ChatMessage } from "../contracts/model-client.ts";
import type { Prompt } from "../contracts/prompt.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { stableHash } from "../shared/stable-hash.ts";
import { REPORT_SHAPE } from "./report-shape.ts";

const LANGUAGE_NAMES: Record<Language, string> = { en: "English", zh: "Simplified Chinese (简体中文)" };

const FENCE_LENGTH = 12;

// Prompts are plain text, not HTML; a misspelt variable must stop the run before money is spent.
const environment = new nunjucks.Environment(null, { autoescape: false, throwOnUndefined: true });

/**
 * The messages of one prompt version for one incident text. Pure: the same input gives the same bytes,
 * which is what makes recordings findable.
 *
 * The incident text is a value, never a template: `{{ }}` in it stays as it is. `fence` is a hash of the
 * text, so no text can hold its own closing fence; `similarFence` is the same for the past incidents.
 *
 * @throws InvalidInputError when a template is broken or names an unknown variable.
 */
export function renderPrompt(
  prompt: Prompt,
  input: {
    incident: string;
    language: Language;
    /** Past incidents to show, as text; absent, and the template has no such variable, where there are none to show. */
    similar?: string;
  },
): ChatMessage[] {
  const variables = {
    incident: input.incident,
    fence: fenceOf(input.incident),
    language: input.language,
    languageName: LANGUAGE_NAMES[input.language],
    reportShape: REPORT_SHAPE,
    ...(input.similar === undefined ? {} : { similar: input.similar, similarFence: fenceOf(input.similar) }),
  };
  return renderMessages(prompt, variables);
}

/** Whether a prompt has a place for similar past incidents, behind a fence of their own. */
export function showsSimilar({ system, user }: Prompt): boolean {
  const tags = `${system}\n${user}`.match(/\{\{.*?\}\}/gs) ?? [];
  return ["similar", "similarFence"].every((name) =>
    tags.some((tag) => new RegExp(`\\b${name}\\b`).test(tag)),
  );
}

/**
 * The messages of a judge's prompt for one report. Pure. The report is a value and fenced, as an incident text is.
 *
 * @throws InvalidInputError when a template is broken or names an unknown variable.
 */
export function renderJudgePrompt(
  prompt: Prompt,
  input: {
    report: string;
    reference: string;
    questions: readonly { readonly id: string; readonly text: string }[];
  },
): ChatMessage[] {
  return renderMessages(prompt, { ...input, fence: fenceOf(input.report) });
}

function fenceOf(text: string): string {
  return stableHash(text).slice(0, FENCE_LENGTH);
}

function renderMessages(prompt: Prompt, variables: Record<string, unknown>): ChatMessage[] {
  return [
    { role: "system", content: renderTemplate(prompt, "system", variables) },
    { role: "user", content: renderTemplate(prompt, "user", variables) },
  ];
}

function renderTemplate(prompt: Prompt, part: "system" | "user", variables: Record<string, unknown>): string {
  try {
    return compiled(prompt[part]).render(variables).trim();
  } catch (error) {
    throw new InvalidInputError({
      problem: `prompt "${prompt.id}" cannot be rendered: ${reasonOf(error)}`,
      at: `${part}.md`,
      expected: `the variables ${Object.keys(variables).join(", ")}`,
    });
  }
}

/** Compiling costs a hundred times what rendering does, and a run renders one template thousands of times. */
const compiledByText = new Map<string, nunjucks.Template>();

function compiled(text: string): nunjucks.Template {
  const template = compiledByText.get(text) ?? new nunjucks.Template(text, environment, "", true);
  compiledByText.set(text, template);
  return template;
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^\(unknown path\)\s*/, "").replace(/\s*\n\s*/g, " ");
}
