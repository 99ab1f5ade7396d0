import type { Language } from "../contracts/language.ts";
import type { Model } from "../contracts/model.ts";
import { ModelCallError } from "../contracts/model-client.ts";
import type { Prompt } from "../contracts/prompt.ts";
import type { Recording } from "../contracts/recording.ts";
import type { Mode } from "../contracts/run.ts";
import { recordingKey } from "../models/build-request.ts";
import { liveRecording } from "../runs/live-recording.ts";
import { createModelAccess } from "../runs/model-access.ts";
import { requestFor } from "../runs/plan-run.ts";
import type { Library } from "../runs/select-matrix.ts";
import { InvalidInputError, OutsideError } from "../shared/errors.ts";
import { missingKeyProblem } from "./choose-mode.ts";
import { createClientMakers } from "./client-makers.ts";
import type { CliContext } from "./context.ts";
import type { Incident } from "./find-incident.ts";
import { watchInterrupts } from "./interrupts.ts";
import { openForRecording, openForReplay } from "./open-recordings-for.ts";

/** What is asked of whom. */
export interface Subject {
  readonly incident: Incident;
  readonly prompt: Prompt;
  readonly model: Model;
  readonly language: Language;
}

/** The recorded reply, or a new one, recorded before anything reads it. */
export async function findOrAsk(
  subject: Subject,
  {
    library,
    folder,
    mode,
    context,
  }: { library: Library; folder: string; mode: Mode | undefined; context: CliContext },
): Promise<Recording> {
  const { incident, prompt, model, language } = subject;
  const request = requestFor({ incident: incident.text, prompt, model, language, repeat: 0 });
  const key = recordingKey(request);
  const stored = await openForReplay(folder, context);
  const recorded = mode === "record" ? null : await stored.find(key);
  await stored.close();
  if (recorded !== null) return recorded;

  const access = createModelAccess(context.env, createClientMakers(library))(model);
  if (mode === "replay" || "missingKey" in access) throw nothingRecorded(subject, { mode, access });
  const { client } = access;
  const recordings = await openForRecording(folder, context);
  const { stop, abort } = watchInterrupts(context);
  stop.addEventListener("abort", () => client.stop(), { once: true });
  try {
    const reply = await client.ask(request, { signal: abort });
    const cell = {
      scenarioId: incident.scenario?.id ?? null,
      promptId: prompt.id,
      modelId: model.id,
      language,
    };
    const recording = liveRecording({ cell, model, request, reply, recordedAt: context.now() });
    await recordings.append(recording);
    return recording;
  } catch (error) {
    if (error instanceof ModelCallError) throw new OutsideError(error.message, { cause: error });
    throw error;
  } finally {
    await recordings.close();
  }
}

function nothingRecorded(
  { incident, prompt, model, language }: Subject,
  { mode, access }: { mode: Mode | undefined; access: object },
): InvalidInputError {
  const what = `nothing is recorded for this incident with prompt ${prompt.id}, ${model.id}, ${language}`;
  const goLive =
    incident.scenario === null ? "only a live model can read a new incident" : "replay makes no calls";
  if ("missingKey" in access && typeof access.missingKey === "string") {
    return new InvalidInputError({
      ...missingKeyProblem(model.id, access.missingKey),
      problem: `${what}, and its model has no key`,
    });
  }
  return new InvalidInputError({
    problem: `${what}; ${goLive}`,
    received: `--mode ${mode}`,
    fix: "--mode auto",
  });
}
