import { figuresOf } from "../compare/metrics.ts";
import type { GradingIdentity } from "../contracts/baseline.ts";
import type { TrialFigures } from "../contracts/comparison.ts";
import type { Library } from "../runs/select-matrix.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { listBaselines, loadBaseline } from "../store/baseline.ts";
import { listRuns, loadRun, type StoredRun } from "../store/run-folder.ts";
import type { CliContext, projectPaths } from "./context.ts";
import { findRun, isPath, LATEST } from "./find-run.ts";
import { gradedToday } from "./graded-today.ts";
import { assertFinished, readFigures } from "./load-figures.ts";

/** One side of a comparison, found: one prompt's trials, and what graded them. */
export interface FoundSide {
  readonly label: string;
  /** Where the trials stand: two sides with the same source and prompt are one. */
  readonly source: string;
  /** Null for a baseline, which keeps figures only. */
  readonly runId: string | null;
  readonly suiteId: string;
  readonly promptId: string;
  readonly identity: GradingIdentity;
  /** Grades its stored replies with today's scorers; null for a baseline. */
  readonly regradeCommand: string | null;
  readonly loadTrials: () => Promise<TrialFigures[]>;
}

export interface SideGround {
  /** The run that a bare prompt id means. */
  readonly run: string;
  readonly library: Library;
  readonly context: CliContext;
  readonly paths: ReturnType<typeof projectPaths>;
}

type SideName =
  | { readonly kind: "baseline"; readonly name: string | null; readonly promptId: string | null }
  | { readonly kind: "run"; readonly name: string; readonly promptId: string | null };

export const BASELINE = "baseline";

/**
 * Both sides of a comparison by the names on the command line: a prompt id, a run, `run@prompt`, `baseline` or
 * `baseline:<suite>`.
 *
 * @throws InvalidInputError for unknown names, runs cut short, and a side of several prompts.
 */
export async function findSides(
  names: { readonly baseline: string; readonly candidate: string },
  ground: SideGround,
): Promise<{ readonly [K in "baseline" | "candidate"]: () => Promise<FoundSide> }> {
  const known = await knownNames(ground);
  const openRun = rememberRuns(ground);
  const baseline = readName(names.baseline, { ...ground, ...known });
  const candidate = readName(names.candidate, { ...ground, ...known });
  const find = (side: SideName, other: SideName) =>
    side.kind === "run"
      ? findRunSide(side, { ground, openRun })
      : findBaselineSide(side, { ground, suiteId: () => suiteOf(other, openRun), known: known.baselines });
  return { baseline: () => find(baseline, candidate), candidate: () => find(candidate, baseline) };
}

interface KnownNames {
  readonly runs: readonly string[];
  readonly baselines: readonly string[];
}

async function knownNames({ paths }: SideGround): Promise<KnownNames> {
  const [runs, baselines] = await Promise.all([listRuns(paths.runs), listBaselines(paths.baselines)]);
  return { runs, baselines };
}

/** "run@prompt" apart; an "@" inside a folder's path is part of the path. */
export function splitSideName(text: string): { readonly name: string; readonly promptId: string | null } {
  const [, name = text, promptId = null] = /^(.+)@([^@\\/]+)$/.exec(text) ?? [];
  return { name, promptId };
}

function readName(text: string, { run, library, runs, baselines }: SideGround & KnownNames): SideName {
  const { name: before, promptId } = splitSideName(text);
  if (before === BASELINE) return { kind: "baseline", name: null, promptId };
  if (before.startsWith(`${BASELINE}:`)) {
    return { kind: "baseline", name: before.slice(BASELINE.length + 1), promptId };
  }
  if (before === LATEST || isPath(before) || runs.includes(before))
    return { kind: "run", name: before, promptId };
  if (promptId === null && library.prompts.has(text)) return { kind: "run", name: run, promptId: text };
  throw new InvalidInputError({
    ...unknownName("prompt, run or baseline", before, [
      ...library.prompts.keys(),
      LATEST,
      ...baselines.map((name) => `${BASELINE}:${name}`),
      ...runs.slice(-RUNS_NAMED),
    ]),
    received: text,
  });
}

/** Hundreds of runs are no help in a message. */
const RUNS_NAMED = 3;

interface OpenedRun {
  readonly run: StoredRun;
  /** As a command takes it. */
  readonly name: string;
}

/** Opens each run once, so that what is wrong with it is told once. */
function rememberRuns({ context, paths }: SideGround): (name: string) => Promise<OpenedRun> {
  const opened = new Map<string, Promise<OpenedRun>>();
  const open = async (name: string): Promise<OpenedRun> => {
    const path = await findRun(name, { runsFolder: paths.runs, userFolder: context.userFolder });
    const run = await loadRun(path);
    assertFinished(run);
    return { run, name: isPath(name) ? name : run.manifest.id };
  };
  return (name) => {
    const known = opened.get(name) ?? open(name);
    opened.set(name, known);
    return known;
  };
}

async function suiteOf(side: SideName, openRun: ReturnType<typeof rememberRuns>): Promise<string | null> {
  return side.kind === "run" ? (await openRun(side.name)).run.manifest.suite.id : side.name;
}

async function findRunSide(
  side: SideName & { kind: "run" },
  { openRun }: { ground: SideGround; openRun: ReturnType<typeof rememberRuns> },
): Promise<FoundSide> {
  const { run, name } = await openRun(side.name);
  const { manifest } = run;
  const promptId = onePrompt(side.promptId, { of: `run ${manifest.id}`, name, ids: manifest.suite.prompts });
  return {
    label: `${manifest.id}@${promptId}`,
    source: run.path,
    runId: manifest.id,
    suiteId: manifest.suite.id,
    promptId,
    identity: manifest,
    regradeCommand: `npm run score -- ${name} --write`,
    loadTrials: () => readFigures(run, (trial) => (trial.promptId === promptId ? figuresOf(trial) : null)),
  };
}

async function findBaselineSide(
  { name, promptId: asked }: SideName & { kind: "baseline" },
  {
    ground: { library, paths },
    suiteId,
    known,
  }: { ground: SideGround; suiteId: () => Promise<string | null>; known: readonly string[] },
): Promise<FoundSide> {
  const chosen = name ?? (await suiteId());
  if (chosen === null) throw noSuiteNamed(known);
  const { certificate, trials } = await loadBaseline(paths.baselines, chosen, {
    gradedToday: gradedToday(library, paths),
  });
  const ids = Object.keys(certificate.promptHashes);
  const promptId = onePrompt(asked, { of: `baseline "${chosen}"`, name: `${BASELINE}:${chosen}`, ids });
  return {
    label: `baseline ${chosen}@${promptId}`,
    source: `${BASELINE}:${chosen}`,
    runId: null,
    suiteId: certificate.run.suiteId,
    promptId,
    identity: certificate,
    regradeCommand: null,
    loadTrials: async () => trials.filter((trial) => trial.promptId === promptId),
  };
}

/** Two prompts of one side would be taken for repeats of one. */
function onePrompt(
  asked: string | null,
  { of, name, ids }: { of: string; name: string; ids: readonly string[] },
): string {
  if (asked !== null) {
    if (ids.includes(asked)) return asked;
    throw new InvalidInputError({
      ...unknownName("prompt", asked, ids),
      at: of,
      fix: `npm run eval -- --prompts ${asked}`,
    });
  }
  const [only, ...others] = ids;
  if (only !== undefined && others.length === 0) return only;
  throw new InvalidInputError({
    problem: `${of} has ${ids.length} prompts, and a side is one of them`,
    expected: ids.map((id) => `${name}@${id}`).join(" or "),
    received: name,
    fix: `${name}@${ids.at(-1)}`,
  });
}

function noSuiteNamed(known: readonly string[]): InvalidInputError {
  return new InvalidInputError({
    problem: "which baseline is meant?",
    expected:
      known.length === 0
        ? "a baseline; none is approved yet"
        : `${BASELINE}:${known.join(` or ${BASELINE}:`)}`,
    received: BASELINE,
    fix: known.length === 0 ? "npm run baseline -- approve <run>" : `${BASELINE}:${known[0]}`,
  });
}
