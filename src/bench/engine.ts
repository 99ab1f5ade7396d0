import { type CliContext, projectPaths } from "../cli/context.ts";
import { planRun } from "../runs/plan-run.ts";
import { type EngineCase, idealMs, planEngineCases } from "./engine-cases.ts";
import { inNewFolder } from "./in-new-folder.ts";
import { type Measured, measureCase } from "./measure-case.ts";
import { readFullFlag } from "./read-full-flag.ts";
import { renderEngineTable } from "./render-engine-table.ts";
import { benchModel, loadWorkload } from "./workload.ts";

/**
 * The engine as a whole process against a local model server, with promptfoo's command line and a bare
 * loop beside it.
 */
export async function benchEngine(args: readonly string[], context: CliContext): Promise<void> {
  const isFull = readFullFlag(args);
  const cases = planEngineCases({ isFull });
  const left = planEngineCases({ isFull: true }).length - cases.length;
  context.stderr(
    `${cases.length} cases.${left > 0 ? ` ${left} long ones are left out: --full runs them.` : ""}\n`,
  );

  const rows: Measured[] = [];
  for (const engineCase of cases) {
    context.stderr(`${describeCase(engineCase)} …\n`);
    rows.push(await inNewFolder((folder) => measureOne(engineCase, folder, context)));
  }
  context.stdout(renderEngineTable(rows, context.display));
}

function describeCase(engineCase: EngineCase): string {
  const { runner, trials, concurrency, serverLimit } = engineCase;
  const limit = serverLimit === null ? "" : `, 429 above ${serverLimit}`;
  return `${runner}: ${trials} trials, ${concurrency} at once${limit}; ${idealMs(engineCase) / 1000} s at best`;
}

async function measureOne(engineCase: EngineCase, folder: string, context: CliContext): Promise<Measured> {
  const model = benchModel("http://127.0.0.1", engineCase.concurrency);
  const [cell] = planRun(await loadWorkload(projectPaths(context), { trials: 1, model }));
  if (cell === undefined) throw new Error("the workload has no cell");
  return measureCase(engineCase, { folder, cell });
}
