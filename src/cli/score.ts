import { Command } from "commander";
import type { Scenario } from "../contracts/scenario.ts";
import type { Recordings } from "../models/recordings.ts";
import { openRecordings } from "../models/recordings.ts";
import { renderExplain } from "../reports/render-explain.ts";
import { renderExplainJson } from "../reports/render-explain-json.ts";
import { renderScore } from "../reports/render-score.ts";
import { renderScoreJson } from "../reports/render-score-json.ts";
import type { ScoreView } from "../reports/score-view.ts";
import { describeGrading } from "../runs/describe-run.ts";
import { loadScenarios } from "../scenarios/load-scenarios.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { rewriteRun } from "../store/rewrite-run.ts";
import { loadRun, type StoredRun } from "../store/run-folder.ts";
import { codeRevision } from "./code-revision.ts";
import { type CliCommand, type CliContext, projectPaths } from "./context.ts";
import { EXIT } from "./exit-codes.ts";
import { explainRecordedReply, explainTrialOfRun } from "./explain-trial.ts";
import { LATEST } from "./find-run.ts";
import { findStoredReplies, type StoredReplies } from "./find-stored-replies.ts";
import { positiveInteger } from "./options.ts";
import { recordedJudge } from "./recorded-judge.ts";
import { scoreRecordings } from "./score-recordings.ts";
import { assertAllGraded, scoreRun } from "./score-run.ts";
import { tellOfRepair } from "./tell-of-repair.ts";
import { tellOfTornTrial } from "./tell-of-torn-trial.ts";

const EXAMPLE = `
Example: after editing a scorer, see which verdicts moved, then why one trial has the scores it has
  npm run score -- latest
  npm run score -- latest --explain payment-pool-exhaustion/v2/deepseek-chat/en`;

const MOVES_SHOWN = 20;

interface ScoreFlags {
  readonly explain?: string;
  readonly json?: boolean;
  readonly limit?: number;
  readonly results?: string;
  readonly write?: boolean;
}

/** `score`: grade stored replies again, without a model. */
export function scoreCommand(context: CliContext): CliCommand {
  let exitCode: number = EXIT.done;
  const command = new Command("npm run score --")
    .description("Grade stored replies again with today's scenarios and scorers: no model, no cost.")
    .argument(
      "<run or recordings>",
      `a run's id or folder, "${LATEST}", or a recordings file or folder (results/recordings)`,
    )
    .option(
      "--explain <trial>",
      "one trial in full: scenario/prompt/model/language/repeat, the last parts optional where it is clear",
    )
    .option(
      "--limit <n>",
      `moved verdicts to list (default: ${MOVES_SHOWN}, all with --json)`,
      positiveInteger,
    )
    .option("--write", "replace the run's stored scores by the new ones")
    .option("--json", "print the results as JSON")
    .option("--results <folder>", "where recordings and runs are kept (default: results)")
    .addHelpText("after", EXAMPLE)
    .action(async (name: string, flags: ScoreFlags) => {
      exitCode = await runScore(name, flags, context);
    });
  return { command, exitCode: () => exitCode };
}

/** All that the ways of scoring share. */
interface Ground {
  readonly flags: ScoreFlags;
  readonly context: CliContext;
  readonly recordings: Recordings;
  readonly scenarios: ReadonlyMap<string, Scenario>;
}

async function runScore(name: string, flags: ScoreFlags, context: CliContext): Promise<number> {
  const paths = projectPaths(context, flags.results);
  const source = await findStoredReplies(name, { runsFolder: paths.runs, userFolder: context.userFolder });
  if (flags.write && (source.kind === "recordings" || flags.explain !== undefined)) throw nothingToWrite();
  const run =
    source.kind === "run" ? await loadRun(source.path, { onTornLine: tellOfTornTrial(context) }) : null;
  const scenarios = await loadScenarios(paths.scenarios);
  const recordings = await openRecordingsOf(source, paths.recordings, context);
  const ground = { flags, context, recordings, scenarios };
  try {
    if (flags.explain !== undefined) return await explain(flags.explain, run, ground);
    return run === null ? await scoreReplies(ground) : await scoreStoredRun(run, ground);
  } finally {
    await recordings.close();
  }
}

function openRecordingsOf(source: StoredReplies, folder: string, context: CliContext): Promise<Recordings> {
  const options = { onRepair: tellOfRepair(context), isReadOnly: true };
  if (source.kind === "run") return openRecordings(folder, options);
  return openRecordings(source.folder, {
    ...options,
    ...(source.only === undefined ? {} : { only: source.only }),
  });
}

async function explain(selector: string, run: StoredRun | null, ground: Ground): Promise<number> {
  const { flags, context } = ground;
  const view =
    run === null
      ? await explainRecordedReply(selector, ground)
      : await explainTrialOfRun(selector, run.trials(), ground);
  context.stdout(flags.json ? renderExplainJson(view) : renderExplain(view, context.display));
  return EXIT.done;
}

async function scoreReplies({ flags, context, recordings, scenarios }: Ground): Promise<number> {
  const view = await scoreRecordings(recordings.all(), scenarios);
  if (view.planned === 0) {
    throw new InvalidInputError({
      problem: "there is no recording in it",
      expected: "replies as eval records them",
      fix: "npm run score -- latest",
    });
  }
  return show(view, flags, context);
}

async function scoreStoredRun(run: StoredRun, ground: Ground): Promise<number> {
  const { flags, context, recordings, scenarios } = ground;
  const rewrite = flags.write ? await rewriteRun(run.path, run.manifest) : null;
  const limit = flags.limit ?? (flags.json ? Number.POSITIVE_INFINITY : MOVES_SHOWN);
  const { findRecordedAt } = recordings;
  try {
    const judge = await recordedJudge(run.manifest, { recordings, context });
    const view = await scoreRun(run, { scenarios, findRecordedAt, judge, limit, rewrite });
    const exitCode = show(view, flags, context);
    if (rewrite === null) return exitCode;
    assertAllGraded(view);
    await rewrite.replace(await gradedWith(run, ground));
    context.stderr(`The new scores are written to ${run.path}\n`);
    return exitCode;
  } finally {
    await rewrite?.discard();
  }
}

/** Of the scenarios, those of the run: a new one beside them is none of its business. */
async function gradedWith({ manifest }: StoredRun, { scenarios, context }: Ground) {
  const own = Object.keys(manifest.scenarioHashes).flatMap((id) => scenarios.get(id) ?? []);
  const now = describeGrading(own, { isJudged: manifest.judge !== undefined });
  return {
    ...now,
    scenarioHashes: { ...manifest.scenarioHashes, ...now.scenarioHashes },
    codeRevision: await codeRevision(context.root),
  };
}

function show(view: ScoreView, { json }: ScoreFlags, context: CliContext): number {
  context.stdout(json ? renderScoreJson(view) : renderScore(view, context.display));
  const failed =
    view.notable.failedCount + view.notGraded.filter(isMissing).reduce((n, { count }) => n + count, 0);
  return failed > 0 ? EXIT.outside : EXIT.done;
}

/** Replies about real incidents stand in the same files, and nobody expects them to be graded. */
function isMissing({ reason }: ScoreView["notGraded"][number]): boolean {
  return reason !== "no-scenario-named";
}

function nothingToWrite(): InvalidInputError {
  return new InvalidInputError({
    problem: "--write replaces the scores of a whole run",
    expected: `a run, and no --explain`,
    fix: `npm run score -- ${LATEST} --write`,
  });
}
