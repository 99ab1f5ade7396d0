import { Command, Option } from "commander";
import { type Language, languageSchema } from "../../contracts/language.ts";
import { type Scenario, scenarioCategorySchema } from "../../contracts/scenario.ts";
import { type Severity, severitySchema } from "../../contracts/triage-report.ts";
import { scenarioTable, spreadTable } from "../../reports/scenario-tables.ts";
import { librarySpread } from "../../scenarios/library-spread.ts";
import { loadScenarios } from "../../scenarios/load-scenarios.ts";
import { type CliContext, projectPaths } from "../context.ts";
import { oneLanguage } from "../options.ts";

const EXAMPLE = `
Example: the database scenarios with a Chinese incident text
  npm run scenarios -- list --category database --language zh`;

interface ListFlags {
  readonly tag?: string;
  readonly category?: Scenario["category"];
  readonly severity?: Severity;
  readonly language?: Language;
  readonly difficulty?: Scenario["difficulty"];
  readonly json?: boolean;
}

/** `scenarios list`: what there is, and how it is spread. */
export function listSubcommand(context: CliContext): Command {
  return new Command("list")
    .description("List the scenarios and how they are spread.")
    .option("--tag <tag>", "only with this tag")
    .addOption(choice("--category <category>", scenarioCategorySchema.options))
    .addOption(choice("--severity <severity>", severitySchema.options))
    .option(
      "--language <language>",
      `only with an incident text in it: ${languageSchema.options.join(" or ")}`,
      oneLanguage,
    )
    .addOption(choice("--difficulty <difficulty>", ["easy", "medium", "hard"]))
    .option("--json", "print as JSON")
    .addHelpText("after", EXAMPLE)
    .action((flags: ListFlags) => runList(flags, context));
}

async function runList(flags: ListFlags, context: CliContext): Promise<void> {
  const library = await loadScenarios(projectPaths(context).scenarios);
  const scenarios = [...library.values()].filter((scenario) => isAskedFor(scenario, flags));
  const spread = librarySpread(scenarios);
  if (flags.json) {
    const listed = scenarios.map(toJson);
    context.stdout(`${JSON.stringify({ scenarios: listed, spread }, null, 2)}\n`);
    return;
  }
  const tables =
    scenarios.length === 0
      ? ["No scenario is like that."]
      : [...scenarioTable(scenarios, context.display), spreadTable(spread, context.display)];
  context.stdout(`${tables.join("\n\n")}\n`);
}

function isAskedFor(scenario: Scenario, asked: ListFlags): boolean {
  return (
    (asked.tag === undefined || scenario.tags.includes(asked.tag)) &&
    (asked.category === undefined || scenario.category === asked.category) &&
    (asked.severity === undefined || scenario.expected.severity === asked.severity) &&
    (asked.language === undefined || scenario.context[asked.language] !== undefined) &&
    (asked.difficulty === undefined || scenario.difficulty === asked.difficulty)
  );
}

function toJson({ id, twinOf, title, service, category, difficulty, tags, context, expected }: Scenario) {
  const { severity, acceptable } = expected;
  return {
    id,
    twinOf: twinOf ?? null,
    title,
    service,
    category,
    severity,
    acceptable,
    difficulty,
    languages: languageSchema.options.filter((language) => context[language] !== undefined),
    tags,
  };
}

function choice(flag: string, values: readonly string[]): Option {
  return new Option(flag, "only these").choices(values);
}
