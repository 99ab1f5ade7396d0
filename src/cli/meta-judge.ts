import { Command, Option } from "commander";
import { type Mode, modeSchema } from "../contracts/run.ts";
import type { CliContext } from "./context.ts";
import { dollars } from "./options.ts";

const EXAMPLE = `
Example: let a model judge every labelled report, and see how far it agrees with people
  npm run meta -- judge --model gpt-4.1-mini --mode auto --max-cost 0.50`;

export interface JudgeFlags {
  readonly model: string;
  readonly mode: Mode;
  readonly maxCost?: number;
  readonly results?: string;
  readonly json?: true;
}

/** `meta judge`: how far a judge can be trusted. */
export function metaJudgeCommand(context: CliContext): Command {
  return new Command("judge")
    .description(
      "Let a model judge the labelled reports, through recordings, and compare it with the labels.",
    )
    .requiredOption("--model <id>", "the judge: a model of evals/models.yaml")
    .addOption(
      new Option("--mode <mode>", "replay reads what is recorded, auto asks for the rest, record asks again")
        .choices(modeSchema.options)
        .default("replay"),
    )
    .option("--max-cost <usd>", "never spend more than this", dollars)
    .option("--results <folder>", "where recordings are kept (default: results)")
    .option("--json", "print the same as JSON")
    .addHelpText("after", EXAMPLE)
    .action(async (flags: JudgeFlags) => (await import("./run-meta-judge.ts")).runMetaJudge(flags, context));
}
