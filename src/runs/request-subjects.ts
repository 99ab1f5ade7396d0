import { type Language, languageSchema } from "../contracts/language.ts";
import type { ModelRequest } from "../contracts/model-client.ts";
import type { Prompt } from "../contracts/prompt.ts";
import type { Scenario } from "../contracts/scenario.ts";
import { renderPrompt } from "../prompts/render-prompt.ts";
import { stableHash } from "../shared/stable-hash.ts";
import { incidentText } from "./plan-run.ts";

/** What a request asks about. */
export interface RequestSubject {
  readonly scenario: Scenario;
  readonly promptId: string;
  readonly language: Language;
}

/**
 * Tells from a request's messages which scenario, prompt and language made them; null for any other text. Every prompt
 * is rendered for every scenario at the first question, a few milliseconds for a whole library.
 */
export function createSubjectIndex(
  scenarios: Iterable<Scenario>,
  prompts: Iterable<Prompt>,
): (request: ModelRequest) => RequestSubject | null {
  let index: ReadonlyMap<string, RequestSubject> | null = null;
  return ({ messages }) => {
    index ??= indexSubjects([...scenarios], [...prompts]);
    return index.get(stableHash(messages)) ?? null;
  };
}

function indexSubjects(scenarios: readonly Scenario[], prompts: readonly Prompt[]) {
  const subjects = scenarios.flatMap((scenario) =>
    prompts.flatMap((prompt) =>
      languageSchema.options.map((language) => {
        const messages = renderPrompt(prompt, { incident: incidentText(scenario, language), language });
        return [stableHash(messages), { scenario, promptId: prompt.id, language }] as const;
      }),
    ),
  );
  return new Map<string, RequestSubject>(subjects);
}
