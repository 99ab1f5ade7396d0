import { Command } from "commander";
import type { CliCommand, CliContext } from "./context.ts";
import { EXIT } from "./exit-codes.ts";
import type { GateProofFlags } from "./meta-gate.ts";
import { metaJudgeCommand } from "./meta-judge.ts";
import { metaLabelsCommand } from "./meta-labels.ts";
import { positiveInteger } from "./options.ts";

const EXAMPLE = `
Example: every reply on which a grader and the people who labelled it disagree
  npm run meta -- --list`;

const GATE_EXAMPLE = `
Example: narrower figures, in a few minutes
  npm run meta -- gate --runs 4000`;

interface GraderFlags {
  readonly json?: true;
  readonly list?: true;
}

/** `meta`: measure the measurers. Each sub-command loads its part only when asked for. */
export function metaCommand(context: CliContext): CliCommand {
  const command = new Command("npm run meta --").description("Measure the measurers.");
  command
    .command("graders", { isDefault: true })
    .description("Grade labelled replies and spoilt reports, and compare with what the graders should say.")
    .option("--list", "show each disagreement with its reply and the reason of its label")
    .option("--json", "print the same as JSON")
    .addHelpText("after", EXAMPLE)
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .action((flags: GraderFlags) => printGraders(flags, context));
  for (const subcommand of [metaJudgeCommand(context), metaLabelsCommand(context)]) {
    command.addCommand(subcommand.exitOverride().configureOutput({ outputError: () => {} }));
  }
  command
    .command("gate")
    .description(
      "Try comparisons and gates on simulated trials whose truth is known, and say which claims hold.",
    )
    .option("--runs <n>", "tries of each claim", positiveInteger, 400)
    .option("--seed <n>", "another one draws other trials", positiveInteger, 1)
    .option("--json", "print the same as JSON")
    .addHelpText("after", GATE_EXAMPLE)
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .action(async (flags: GateProofFlags) => {
      const { printGateProof } = await import("./meta-gate.ts");
      printGateProof(flags, context);
    });
  command
    .command("similarity")
    .description("How well similar past incidents are found, on labelled queries.")
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .action(async () => (await import("./print-similarity.ts")).printSimilarity(context));
  return { command, exitCode: () => EXIT.done };
}

async function printGraders(flags: GraderFlags, context: CliContext): Promise<void> {
  const [
    { loadScenarios },
    { labelledPaths },
    { loadLabelled },
    { proveGraders },
    { renderGraders },
    { gradersJson },
  ] = await Promise.all([
    import("../scenarios/load-scenarios.ts"),
    import("../meta/labelled-set.ts"),
    import("../meta/load-labelled.ts"),
    import("../meta/prove-graders.ts"),
    import("../meta/render-graders.ts"),
    import("../meta/graders-json.ts"),
  ]);
  const paths = labelledPaths(context.root);
  const labelled = await loadLabelled(paths.labelled);
  const proof = proveGraders(labelled, await loadScenarios(paths.scenarios));
  context.stdout(
    flags.json === true
      ? gradersJson(proof)
      : renderGraders(proof, { terminal: context.display, isListed: flags.list === true }),
  );
}
