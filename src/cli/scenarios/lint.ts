import { join } from "node:path";
import { Command } from "commander";
import type { Scenario } from "../../contracts/scenario.ts";
import { libraryRules, scenarioRules } from "../../lint/lint-registry.ts";
import type { LintProblem } from "../../lint/lint-rule.ts";
import { lintScenarios } from "../../lint/lint-scenarios.ts";
import { locateProblems, type ScenarioText } from "../../lint/locate-problems.ts";
import { balanceOf } from "../../lint/rules/balance.ts";
import { gradeGuesses } from "../../lint/rules/constant-guess.ts";
import { formatCount } from "../../reports/format-figures.ts";
import { printable } from "../../reports/printable.ts";
import { balanceTable, guessTable } from "../../reports/scenario-tables.ts";
import { loadScenarios } from "../../scenarios/load-scenarios.ts";
import { InvalidInputError } from "../../shared/errors.ts";
import { readText } from "../../shared/read-yaml.ts";
import { type CliContext, projectPaths } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { pickScenarios } from "./pick-scenarios.ts";

const EXAMPLE = `
Rules:
${[...scenarioRules, ...libraryRules].map(({ id, rule }) => `  ${id.padEnd(20)} ${rule}`).join("\n")}

Example: one scenario while writing it, then the whole library as it is checked before a release
  npm run scenarios -- lint payment-pool-exhaustion
  npm run scenarios -- lint --library`;

interface LintFlags {
  readonly library?: boolean;
  readonly json?: boolean;
}

/** `scenarios lint`: prove that each scenario is supported, unambiguous and leaks nothing. */
export function lintSubcommand(context: CliContext, exitWith: (code: number) => void): Command {
  return new Command("lint")
    .description("Prove that each scenario is fair: supported, unambiguous, leaking nothing.")
    .argument("[ids...]", "only these scenarios (default: all)")
    .option("--library", "hold the library as a whole to its rules too")
    .option("--json", "print problems and tables as JSON")
    .addHelpText("after", EXAMPLE)
    .action(async (ids: string[], flags: LintFlags) => {
      exitWith(await runLint(ids, flags, context));
    });
}

async function runLint(ids: readonly string[], flags: LintFlags, context: CliContext): Promise<number> {
  const folder = projectPaths(context).scenarios;
  const library = await loadScenarios(folder);
  const chosen = ids.length === 0 ? [...library.values()] : pickScenarios(library, ids);
  const problems = lintScenarios(library, {
    only: chosen.map(({ id }) => id),
    isComplete: flags.library,
  });
  const located = locateProblems(problems, await textsOf(problems, { library, folder }));

  const isWhole = ids.length === 0;
  const balance = isWhole ? balanceOf(library) : [];
  const guesses = isWhole ? gradeGuesses(library) : [];
  const summary = `${formatCount(chosen.length, "scenario")}, ${scenarioRules.length} rules: ${formatCount(problems.length, "problem")}`;
  if (flags.json) {
    const told = problems.map((problem, index) => ({ ...problem, at: located[index]?.at ?? null }));
    context.stdout(`${JSON.stringify({ problems: told, balance, guesses }, null, 2)}\n`);
  } else {
    const tables = isWhole
      ? [balanceTable(balance, context.display), guessTable(guesses, context.display)]
      : [];
    context.stdout(`${[...tables, summary].join("\n\n")}\n`);
    if (problems.length > 0) context.stderr(`\n${printable(new InvalidInputError(located).message)}\n`);
  }
  return problems.length > 0 ? EXIT.badInput : EXIT.done;
}

/** The files of the scenarios that have problems, for their line numbers. */
async function textsOf(
  problems: readonly LintProblem[],
  { library, folder }: { library: ReadonlyMap<string, Scenario>; folder: string },
): Promise<Map<string, ScenarioText>> {
  const ids = [...new Set(problems.flatMap(({ scenarioId }) => (scenarioId === null ? [] : [scenarioId])))];
  const texts = await Promise.all(
    ids.map(async (id) => {
      const path = join(folder, `${id}.yaml`);
      const text = await readText(path, `scenario "${id}"`);
      if (typeof text !== "string") throw new InvalidInputError(text);
      return [id, { path, text, isTwin: library.get(id)?.twinOf !== undefined }] as const;
    }),
  );
  return new Map(texts);
}
