import { Command, Option } from "commander";
import type { Language } from "../contracts/language.ts";
import type { Recording } from "../contracts/recording.ts";
import { type Mode, modeSchema } from "../contracts/run.ts";
import { replyCostUsd } from "../models/cost.ts";
import { renderTriageHtml } from "../reports/render-triage-html.ts";
import { renderTriageJson } from "../reports/render-triage-json.ts";
import { renderTriageMarkdown } from "../reports/render-triage-markdown.ts";
import { renderTriageTerminal } from "../reports/render-triage-terminal.ts";
import { PLAIN_TERMINAL } from "../reports/terminal.ts";
import type { TriageView } from "../reports/triage-view.ts";
import { scoreReply } from "../scoring/score-reply.ts";
import { InvalidInputError, OutsideError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { parseTriageReport } from "../triage/parse-triage-report.ts";
import { type CliCommand, type CliContext, projectPaths } from "./context.ts";
import { EXIT } from "./exit-codes.ts";
import { findIncident } from "./find-incident.ts";
import { findOrAsk, type Subject } from "./find-or-ask.ts";
import { incidentPlace } from "./incident-place.ts";
import { loadLibrary } from "./load-library.ts";
import { lookUpSimilar } from "./look-up-similar.ts";
import { oneLanguage } from "./options.ts";
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
  const recording = await findOrAsk(subject, { library, folder, mode: flags.mode, context });
  const view = viewOf(subject, recording);
  const similar = await lookUpSimilar(incident, {
    language: flags.language,
    place: incidentPlace(context, flags.results),
  });
  const text = renderAs(
    flags.format,
    { ...view, similar },
    flags.out === undefined ? context.display : PLAIN_TERMINAL,
  );
  await writeOut(flags.out, text, context);
}

function choose<T>(kind: string, id: string | undefined, known: ReadonlyMap<string, T>): T {
  const chosen = id === undefined ? undefined : known.get(id);
  if (chosen === undefined) throw new InvalidInputError(unknownName(kind, id ?? "", [...known.keys()]));
  return chosen;
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
      costUsd: replyCostUsd(reply, recording.price),
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
