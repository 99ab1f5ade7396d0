import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import type { Language } from "../contracts/language.ts";
import type { Model } from "../contracts/model.ts";
import { ModelCallError } from "../contracts/model-client.ts";
import type { Prompt } from "../contracts/prompt.ts";
import type { Recording } from "../contracts/recording.ts";
import { type Mode, modeSchema } from "../contracts/run.ts";
import type { Scenario } from "../contracts/scenario.ts";
import { recordingKey } from "../models/build-request.ts";
import { costUsd } from "../models/cost.ts";
import { renderTriageHtml } from "../reports/render-triage-html.ts";
import { renderTriageJson } from "../reports/render-triage-json.ts";
import { renderTriageMarkdown } from "../reports/render-triage-markdown.ts";
import { renderTriageTerminal } from "../reports/render-triage-terminal.ts";
import { PLAIN_TERMINAL } from "../reports/terminal.ts";
import type { TriageView } from "../reports/triage-view.ts";
import { createModelAccess } from "../runs/model-access.ts";
import { incidentText, requestFor } from "../runs/plan-run.ts";
import type { Library } from "../runs/select-matrix.ts";
import { scoreReply } from "../scoring/score-reply.ts";
import { InvalidInputError, OutsideError, systemErrorCode } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { parseTriageReport } from "../triage/parse-triage-report.ts";
import { missingKeyProblem } from "./choose-mode.ts";
import { type CliCommand, type CliContext, projectPaths } from "./context.ts";
import { EXIT } from "./exit-codes.ts";
import { watchInterrupts } from "./interrupts.ts";
import { loadLibrary } from "./load-library.ts";
import { openForRecording, openForReplay } from "./open-recordings-for.ts";
import { oneLanguage } from "./options.ts";
import { createLazyPromptfooClient } from "./promptfoo-models.ts";
import { writeOut } from "./write-out.ts";

const EXAMPLE = `
Example: triage a pasted incident in Chinese, as a page
  pbpaste | npm run triage -- - --language zh --format html --out triage.html`;

const FORMATS = ["text", "md", "json", "html"] as const;

interface TriageFlags {
  readonly prompt?: string;
  readonly model?: string;
  readonly language: Language;
  readonly mode?: Mode;
  readonly format: (typeof FORMATS)[number];
  readonly out?: string;
  readonly results?: string;
}

/** `triage`: one full triage report, for a scenario, a file or standard input. */
export function triageCommand(context: CliContext): CliCommand {
  const command = new Command("npm run triage --")
    .description(
      "Write one full triage report. A scenario's report is graded too; a pasted incident's cannot be.",
    )
    .argument("<incident>", "a scenario's id, a file with the incident text, or - for standard input")
    .option("--prompt <id>", "prompt version (default: the newest)")
    .option("--model <id>", "model of evals/models.yaml (default: the first)")
    .option("--language <language>", "en or zh", oneLanguage, "en")
    .addOption(
      new Option(
        "--mode <mode>",
        "replay never calls, auto calls what is not recorded, record calls again",
      ).choices(modeSchema.options),
    )
    .addOption(new Option("--format <format>", "how it is written").choices(FORMATS).default("text"))
    .option("--out <file>", "write to a file")
    .option("--results <folder>", "where recordings are kept (default: results)")
    .addHelpText("after", EXAMPLE)
    .action((incident: string, flags: TriageFlags) => runTriage(incident, flags, context));
  return { command, exitCode: () => EXIT.done };
}

async function runTriage(incidentArgument: string, flags: TriageFlags, context: CliContext): Promise<void> {
  const paths = projectPaths(context, flags.results);
  const library = await loadLibrary(paths);
  const incident = await findIncident(incidentArgument, { library, language: flags.language, context });
  const subject = {
    incident,
    prompt: choose("prompt", flags.prompt ?? [...library.prompts.keys()].at(-1), library.prompts),
    model: choose("model", flags.model ?? [...library.models.keys()][0], library.models),
    language: flags.language,
  };
  const folder = incident.scenario === null ? paths.privateRecordings : paths.recordings;
  const recording = await findOrAsk(subject, { folder, mode: flags.mode, context });
  const text = renderAs(
    flags.format,
    viewOf(subject, recording),
    flags.out === undefined ? context.display : PLAIN_TERMINAL,
  );
  await writeOut(flags.out, text, context);
}

interface Incident {
  /** Null for a text that is no scenario. */
  readonly scenario: Scenario | null;
  readonly title: string;
  readonly text: string;
}

interface Subject {
  readonly incident: Incident;
  readonly prompt: Prompt;
  readonly model: Model;
  readonly language: Language;
}

async function findIncident(
  argument: string,
  { library, language, context }: { library: Library; language: Language; context: CliContext },
): Promise<Incident> {
  const scenario = library.scenarios.get(argument);
  if (scenario !== undefined) {
    return {
      scenario,
      title: scenario.title[language] ?? scenario.title.en,
      text: incidentText(scenario, language),
    };
  }
  const isStdin = argument === "-";
  const text = isStdin ? await context.readStdin() : await readIncidentFile(argument, { library, context });
  if (text.trim() === "") {
    throw new InvalidInputError({
      problem: "the incident text is empty",
      at: isStdin ? "standard input" : argument,
      expected: "alerts, logs, deploy history, chat notes: whatever the on-call engineer has",
    });
  }
  return {
    scenario: null,
    title: isStdin ? "Incident from standard input" : `Incident from ${argument}`,
    text,
  };
}

async function readIncidentFile(
  argument: string,
  { library, context }: { library: Library; context: CliContext },
): Promise<string> {
  try {
    return await readFile(resolve(context.userFolder, argument), "utf8");
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    const problem = unknownName("scenario", argument, [...library.scenarios.keys()]);
    throw new InvalidInputError({
      ...problem,
      problem: `there is no scenario "${argument}", and no readable file (${code})`,
    });
  }
}

function choose<T>(kind: string, id: string | undefined, known: ReadonlyMap<string, T>): T {
  const chosen = id === undefined ? undefined : known.get(id);
  if (chosen === undefined) throw new InvalidInputError(unknownName(kind, id ?? "", [...known.keys()]));
  return chosen;
}

/** The recorded reply, or a new one, recorded before anything reads it. */
async function findOrAsk(
  subject: Subject,
  { folder, mode, context }: { folder: string; mode: Mode | undefined; context: CliContext },
): Promise<Recording> {
  const { incident, prompt, model, language } = subject;
  const request = requestFor({ incident: incident.text, prompt, model, language, repeat: 0 });
  const key = recordingKey(request);
  const stored = await openForReplay(folder, context);
  const recorded = mode === "record" ? null : await stored.find(key);
  await stored.close();
  if (recorded !== null) return recorded;

  const access = createModelAccess(context.env, createLazyPromptfooClient)(model);
  if (mode === "replay" || "missingKey" in access) throw nothingRecorded(subject, { mode, access });
  const recordings = await openForRecording(folder, context);
  try {
    const reply = await access.client.ask(request, { signal: watchInterrupts(context).abort });
    const recording: Recording = {
      key,
      schemaVersion: 1,
      recordedAt: context.now().toISOString(),
      provenance: "live",
      note: null,
      cell: { scenarioId: incident.scenario?.id ?? null, promptId: prompt.id, modelId: model.id, language },
      price: model.price,
      request,
      reply,
    };
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

/** @throws OutsideError when the model's reply is no triage report; the reply itself stays recorded. */
function viewOf({ incident, prompt, model, language }: Subject, recording: Recording): TriageView {
  const { reply, provenance, note } = recording;
  const parsed = parseTriageReport(reply);
  if (!parsed.ok) {
    throw new OutsideError(
      [
        `${model.id} gave no readable triage report:`,
        ...parsed.problems.map((problem) => `  ${problem}`),
        "",
        "Its reply:",
        reply.text,
      ].join("\n"),
      { fix: "--mode record asks again; a larger maxOutputTokens helps a reply that was cut off" },
    );
  }
  const { scenario } = incident;
  return {
    title: incident.title,
    chips: { promptId: prompt.id, language, provenance },
    service: scenario?.service ?? null,
    createdAt: recording.recordedAt,
    context: incident.text,
    report: parsed.report,
    meta: {
      modelId: model.id,
      promptId: prompt.id,
      language,
      latencyMs: reply.latencyMs,
      usage: reply.usage,
      costUsd: reply.reportedCostUsd ?? costUsd(reply.usage, recording.price),
      provenance,
      note,
    },
    similar: null,
    score: scenario === null ? null : scoreReply({ scenario, language, reply, parsed }),
  };
}

function renderAs(
  format: TriageFlags["format"],
  view: TriageView,
  display: { width: number; colour: boolean },
): string {
  switch (format) {
    case "text":
      return renderTriageTerminal(view, display);
    case "md":
      return renderTriageMarkdown(view);
    case "json":
      return renderTriageJson(view);
    case "html":
      return renderTriageHtml(view);
  }
}
