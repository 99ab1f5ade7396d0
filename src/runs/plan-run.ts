import type { Language } from "../contracts/language.ts";
import type { Model } from "../contracts/model.ts";
import type { ModelRequest } from "../contracts/model-client.ts";
import type { Prompt } from "../contracts/prompt.ts";
import type { Scenario } from "../contracts/scenario.ts";
import type { TrialKey } from "../contracts/trial.ts";
import { buildRequest, recordingKey, triageReportFormat } from "../models/build-request.ts";
import { renderPrompt } from "../prompts/render-prompt.ts";

const replyFormat = triageReportFormat();

/** Everything a suite names, loaded and checked. */
export interface Matrix {
  readonly scenarios: readonly Scenario[];
  readonly prompts: readonly Prompt[];
  readonly models: readonly Model[];
  readonly languages: readonly Language[];
  readonly repeats: number;
  /** Past incidents to show a prompt beside a scenario's text; absent, and no request knows of them, where a suite wants none. */
  readonly similarTo?: SimilarTexts;
}

/** The past incidents shown with a scenario in a language, as one text. */
export type SimilarTexts = (scenario: Scenario, language: Language) => string;

/** One trial to be: its parts, and the key its reply is or will be recorded under. Holds no rendered text, so that 10,000 stay small. */
export interface Cell {
  readonly key: TrialKey;
  readonly scenario: Scenario;
  readonly prompt: Prompt;
  readonly model: Model;
  /** Shared by all cells of its scenario and language. */
  readonly similar?: string;
  readonly recordingKey: string;
}

/** All cells of a matrix, always in the same order; those of one scenario and prompt stand together. */
export function planRun({ scenarios, prompts, models, languages, repeats, similarTo }: Matrix): Cell[] {
  return scenarios.flatMap((scenario) =>
    prompts.flatMap((prompt) =>
      models.flatMap((model) =>
        languages.flatMap((language) =>
          Array.from({ length: repeats }, (_, repeat) =>
            planCell({
              ...{ scenario, prompt, model, language, repeat },
              ...(similarTo === undefined ? {} : { similar: similarTo(scenario, language) }),
            }),
          ),
        ),
      ),
    ),
  );
}

export function planCell(parts: Omit<CellParts, "incident"> & { scenario: Scenario }): Cell {
  const { scenario, prompt, model, language, repeat, similar } = parts;
  const key = { scenarioId: scenario.id, promptId: prompt.id, modelId: model.id, language, repeat };
  const request = requestFor({ ...parts, incident: incidentText(scenario, language) });
  const shown = similar === undefined ? {} : { similar };
  return { key, scenario, prompt, model, ...shown, recordingKey: recordingKey(request) };
}

interface CellParts {
  readonly incident: string;
  readonly prompt: Prompt;
  readonly model: Model;
  readonly language: Language;
  readonly repeat: number;
  readonly similar?: string;
}

/** The incident text in the language asked for, English where nobody has written that one. */
export function incidentText({ context }: Scenario, language: Language): string {
  return context[language] ?? context.en;
}

/** What is sent for one cell. Rendering is cheap next to a call, so requests are made again rather than kept. */
export function requestForCell({ key, scenario, prompt, model, similar }: Cell): ModelRequest {
  const { language, repeat } = key;
  const shown = similar === undefined ? {} : { similar };
  return requestFor({
    incident: incidentText(scenario, language),
    prompt,
    model,
    language,
    repeat,
    ...shown,
  });
}

/** The request for any incident text, a scenario's or one just pasted in. */
export function requestFor({ prompt, model, repeat, ...shown }: CellParts): ModelRequest {
  const messages = renderPrompt(prompt, shown);
  return buildRequest({ model, prompt: { messages, sampling: prompt.parameters }, replyFormat, repeat });
}
