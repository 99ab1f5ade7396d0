import { Command } from "commander";
import type { Language } from "../../contracts/language.ts";
import { printable } from "../../reports/printable.ts";
import { renderScenario } from "../../reports/render-scenario.ts";
import { incidentText } from "../../runs/plan-run.ts";
import { loadScenarios } from "../../scenarios/load-scenarios.ts";
import { type CliContext, projectPaths } from "../context.ts";
import { oneLanguage } from "../options.ts";
import { pickScenarios } from "./pick-scenarios.ts";

const EXAMPLE = `
Example: only what a model is shown, in Chinese
  npm run scenarios -- show payment-pool-exhaustion --context --language zh`;

interface ShowFlags {
  readonly context?: boolean;
  readonly language: Language;
  readonly json?: boolean;
}

/** `scenarios show`: one scenario for people. */
export function showSubcommand(context: CliContext): Command {
  return new Command("show")
    .description("Show one scenario: the incident text, and what a good report says about it.")
    .argument("<id>", "a scenario")
    .option("--context", "only the incident text, as a model is shown it")
    .option("--language <language>", "en or zh", oneLanguage, "en")
    .option("--json", "print the whole scenario as JSON")
    .addHelpText("after", EXAMPLE)
    .action((id: string, flags: ShowFlags) => runShow(id, flags, context));
}

async function runShow(id: string, flags: ShowFlags, context: CliContext): Promise<void> {
  const library = await loadScenarios(projectPaths(context).scenarios);
  const [scenario] = pickScenarios(library, [id]);
  if (scenario === undefined) throw new Error("pickScenarios gives a scenario for every known id");
  const { language } = flags;
  if (flags.json) context.stdout(`${JSON.stringify(scenario, null, 2)}\n`);
  else if (flags.context) context.stdout(`${printable(incidentText(scenario, language))}\n`);
  else context.stdout(renderScenario(scenario, { language, ...context.display }));
}
