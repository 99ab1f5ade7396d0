import { Command, Option } from "commander";
import { compareForGate } from "../compare/compare-for-gate.ts";
import { inconclusiveMeansSchema } from "../contracts/gate.ts";
import { modeSchema } from "../contracts/run.ts";
import { decideGate } from "../gate/decide-gate.ts";
import { judgeNewFailures } from "../gate/judge-new-failures.ts";
import type { GateView } from "../reports/gate-view.ts";
import { createCostGuard } from "../runs/cost-guard.ts";
import { loadBaseline } from "../store/baseline.ts";
import { type CliCommand, type CliContext, projectPaths } from "./context.ts";
import { EXIT } from "./exit-codes.ts";
import { approvedSide, type GateGround, gateGround, triedSide } from "./gate-sides.ts";
import { gradedToday } from "./graded-today.ts";
import { watchInterrupts } from "./interrupts.ts";
import { dollars } from "./options.ts";
import { type EvalFlags, loadForEval } from "./prepare-eval.ts";
import { type PublishFlags, publishGate } from "./publish-gate.ts";
import { replayFailures } from "./replay-failures.ts";

const EXAMPLE = `
Example: may the newest prompt of the suite "smoke" ship? Once a run is approved, offline and free
  npm run eval -- --suite smoke --prompts v2
  npm run baseline -- approve latest
  npm run gate -- --suite smoke --junit gate.xml

Exit codes: 0 go · 1 no-go · 4 inconclusive · 2 wrong input, a stale baseline included · 3 a model or the disk failed`;

export interface GateFlags extends PublishFlags, Pick<EvalFlags, "suite" | "mode" | "maxCost" | "results"> {
  readonly prompt?: string;
  readonly run?: string;
  readonly inconclusive?: "fail" | "warn" | "pass";
}

/** `gate`: may a changed prompt ship? The suite's policy against the approved baseline. */
export function gateCommand(context: CliContext): CliCommand {
  let exitCode: number = EXIT.done;
  const command = new Command("npm run gate --")
    .description(
      "Decide whether a changed prompt may ship: the suite's `gate` policy, against its approved baseline.",
    )
    .requiredOption("--suite <name>", "a suite of evals/; its baseline is results/baselines/<name>.csv")
    .option("--prompt <id>", "the candidate (default: the suite's newest prompt)")
    .option("--run <run>", 'decide by a stored run, an id, a folder or "latest", instead of grading now')
    .addOption(
      new Option(
        "--mode <mode>",
        "replay never calls, auto calls what is missing, record calls everything again (default: auto where a key is set)",
      ).choices(modeSchema.options),
    )
    .option("--max-cost <usd>", "never spend more than this", dollars)
    .addOption(
      new Option(
        "--inconclusive <meaning>",
        "what an undecided gate is, over the suite's word: exit 1, 4 or 0",
      ).choices(inconclusiveMeansSchema.options),
    )
    .option("--json", "print the decision as JSON")
    .option("--junit <file>", "also write the rules and cells as JUnit XML")
    .option("--markdown <file>", "also write the decision as a pull request's comment")
    .option("--github", "also print annotations, and add to the file of $GITHUB_STEP_SUMMARY")
    .option("--results <folder>", "where recordings, runs and baselines are kept (default: results)")
    .addHelpText("after", EXAMPLE)
    .action(async (flags: GateFlags) => {
      exitCode = await runGate(flags, context);
    });
  return { command, exitCode: () => exitCode };
}

async function runGate(flags: GateFlags, context: CliContext): Promise<number> {
  const paths = projectPaths(context, flags.results);
  const { suite, library } = await loadForEval(flags, context);
  const today = gradedToday(library, paths);
  const baseline = await loadBaseline(paths.baselines, suite.id, { gradedToday: today });
  const ground: GateGround = {
    ...gateGround(flags.prompt, { suite, library, baseline }),
    costGuard: createCostGuard(flags.maxCost ?? null),
    interrupts: watchInterrupts(context),
    today: await today(baseline.certificate),
  };
  const candidate = await triedSide(ground, flags, context);
  if (ground.interrupts.stop.aborted) return stopped(context);

  const approved = approvedSide(ground);
  const policy = {
    ...suite.gate,
    ...(flags.inconclusive === undefined ? {} : { inconclusive: flags.inconclusive }),
  };
  const comparison = compareForGate(
    { label: `${approved.promptId} (baseline)`, trials: approved.trials },
    { label: candidate.promptId, trials: candidate.trials },
    { policy, scenarioFacts: new Map() },
  );
  const { replays, callsMade } = await replayFailures(comparison.newGateFailures, {
    ...ground,
    ...candidate,
    firstRepeat: 1 + Math.max(0, ...[...approved.trials, ...candidate.trials].map(({ repeat }) => repeat)),
    recordingsFolder: paths.recordings,
    maxCostUsd: flags.maxCost ?? null,
    context,
  });
  if (ground.interrupts.stop.aborted) return stopped(context);

  const { unjudged, trials, runId } = candidate;
  const view: GateView = {
    suiteId: suite.id,
    decision: decideGate({ comparison, candidate: trials, unjudged, replays }, policy),
    candidate,
    baseline: {
      ...approved,
      runId: baseline.certificate.run.id,
      approvedAt: baseline.certificate.approvedAt,
    },
    comparison,
    ...judgeNewFailures(comparison.newGateFailures, replays),
    replays,
    runId,
    callsMade: candidate.callsMade + callsMade,
    spentUsd: ground.costGuard.spentUsd(),
  };
  await publishGate(view, flags, context);
  return EXIT_OF[view.decision.decision];
}

const EXIT_OF = { go: EXIT.done, "no-go": EXIT.noGo, inconclusive: EXIT.inconclusive } as const;

function stopped({ stderr }: CliContext): number {
  stderr("Stopped before a decision. What was paid for is recorded: run the same command again to go on.\n");
  return EXIT.interrupted;
}
