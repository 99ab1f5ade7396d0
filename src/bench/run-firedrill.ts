import { createClientMakers } from "../cli/client-makers.ts";
import { createContext, projectPaths } from "../cli/context.ts";
import { isGraded } from "../contracts/trial.ts";
import { openRecordings } from "../models/recordings.ts";
import { createCostGuard } from "../runs/cost-guard.ts";
import { createModelAccess } from "../runs/model-access.ts";
import { planRun } from "../runs/plan-run.ts";
import { planCalls, runSuite } from "../runs/run-suite.ts";
import { benchModel, loadWorkload } from "./workload.ts";

/** What the engine's process says of itself. */
export interface EngineTimes {
  readonly graded: number;
  /** From the plan being ready to the last reply on disk. */
  readonly collectMs: number;
  readonly gradeMs: number;
}

/** A process of its own: the plan, the calls, the recordings on disk and the grading of `eval`. */
async function runFiredrill(url: string, folder: string, trials: number, concurrency: number): Promise<void> {
  const model = benchModel(url, concurrency);
  const cells = planRun(await loadWorkload(projectPaths(createContext(process)), { trials, model }));
  const recordings = await openRecordings(folder, { onRepair: () => {} });
  const accessTo = createModelAccess(
    process.env,
    createClientMakers({ scenarios: new Map(), prompts: new Map() }),
  );
  const plan = planCalls(cells, { mode: "auto", has: recordings.has, accessTo });
  await recordings.assertWritable();

  const neverStopped = new AbortController().signal;
  const startedAt = performance.now();
  let collectedAt = Number.NaN;
  // Grading starts when the last reply is on disk: with a look-up, or with a trial where the call failed.
  const noteCollected = () => {
    if (Number.isNaN(collectedAt)) collectedAt = performance.now();
  };
  let graded = 0;
  const results = runSuite(cells, plan, {
    accessTo,
    find: (key) => {
      noteCollected();
      return recordings.find(key);
    },
    judge: null,
    record: recordings.append,
    costGuard: createCostGuard(null),
    stop: neverStopped,
    abort: neverStopped,
    now: () => new Date(),
  });
  for await (const trial of results) {
    noteCollected();
    if (isGraded(trial)) graded += 1;
  }
  const gradedAt = performance.now();
  await recordings.close();
  const times: EngineTimes = { graded, collectMs: collectedAt - startedAt, gradeMs: gradedAt - collectedAt };
  process.send?.(times, () => process.disconnect());
}

const [url = "", folder = "", trials, concurrency] = process.argv.slice(2);
await runFiredrill(url, folder, Number(trials), Number(concurrency));
